"""group chats

Revision ID: 0016
Revises: 0015
Create Date: 2026-11-24 12:25:40.118206

"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "0016"
down_revision: str | None = "0015"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "group_chats",
        sa.Column("id", KEY, nullable=False),
        sa.Column("line_id", sa.String(length=40), nullable=False),
        sa.Column("producer_group_id", KEY, nullable=True),
        sa.Column("moved_at", sa.BigInteger(), nullable=False),
        sa.Column("introduced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("linked_by_id", KEY, nullable=True),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wants_since", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["linked_by_id"], ["members.id"], name=op.f("fk_group_chats_linked_by_id_members")
        ),
        sa.ForeignKeyConstraint(
            ["producer_group_id"],
            ["producer_groups.id"],
            name=op.f("fk_group_chats_producer_group_id_producer_groups"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_chats")),
        sa.UniqueConstraint("line_id", name=op.f("uq_group_chats_line_id")),
    )
    with op.batch_alter_table("group_chats", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_group_chats_producer_group_id"), ["producer_group_id"], unique=False
        )
    op.create_table(
        "group_posts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("chat_id", KEY, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("facts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("rendered", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retry_key", sa.String(length=40), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["group_chats.id"], name=op.f("fk_group_posts_chat_id_group_chats")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_posts")),
        sa.UniqueConstraint("chat_id", "day", name=op.f("uq_group_posts_chat_id")),
        sa.UniqueConstraint("retry_key", name=op.f("uq_group_posts_retry_key")),
    )
    with op.batch_alter_table("group_posts", schema=None) as batch_op:
        batch_op.create_index("ix_group_posts_due", ["state", "try_at"], unique=False)
    with op.batch_alter_table("members", schema=None) as batch_op:
        # Staff have named nobody yet.
        batch_op.add_column(
            sa.Column("leads_group", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    """Downgrade schema."""
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.drop_column("leads_group")
    op.drop_table("group_posts")
    op.drop_table("group_chats")
