"""who is served first, and what is left to be let go of

Revision ID: 0012
Revises: 0011
Create Date: 2026-11-24 11:40:06.514203

"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "0012"
down_revision: str | None = "0011"

KEPT = sa.text("let_go_at IS NULL")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "priorities",
        sa.Column("id", KEY, nullable=False),
        sa.Column("tiers", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priorities")),
    )
    for name, table, column in (
        ("ix_inbox_kept", "inbox_events", "heard_at"),
        ("ix_letters_kept", "letters", "owed_at"),
    ):
        op.create_index(name, table, [column], sqlite_where=KEPT, postgresql_where=KEPT)


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_index("ix_letters_kept", "letters")
    op.drop_index("ix_inbox_kept", "inbox_events")
    op.drop_table("priorities")
