"""rich menus, and who has which

Revision ID: 0014
Revises: 0012
Create Date: 2026-11-24 11:40:00

"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "0014"
down_revision: str | None = "0012"


def upgrade() -> None:
    """Nobody has a menu of ours yet."""
    op.create_table(
        "rich_menus",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("audience", sa.String(length=40), nullable=False),
        sa.Column("line_id", sa.String(length=60), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rich_menus")),
        sa.UniqueConstraint("line_id", name=op.f("uq_rich_menus_line_id")),
    )
    op.create_table(
        "menu_links",
        sa.Column(
            "member_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("line_id", sa.String(length=60), nullable=False),
        sa.Column("try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=300), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_menu_links_member_id_members")
        ),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_menu_links")),
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_table("menu_links")
    op.drop_table("rich_menus")
