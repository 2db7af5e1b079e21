"""announcements

Revision ID: 0015
Revises: 0014
Create Date: 2026-11-24 11:45:03.201845

"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "0015"
down_revision: str | None = "0014"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "allowances",
        sa.Column("id", KEY, nullable=False),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allowances")),
    )
    op.create_table(
        "announcements",
        sa.Column("id", KEY, nullable=False),
        sa.Column("author_id", KEY, nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("audience", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("send_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rendered", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("unwilling", sa.Integer(), nullable=False),
        sa.Column("blocked", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["members.id"], name=op.f("fk_announcements_author_id_members")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
    )
    with op.batch_alter_table("announcements", schema=None) as batch_op:
        batch_op.create_index("ix_announcements_due", ["state", "send_at"], unique=False)
    op.create_table(
        "announcement_parts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("announcement_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("people", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retry_key", sa.String(length=40), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_announcement_parts_announcement_id_announcements"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement_parts")),
        sa.UniqueConstraint(
            "announcement_id", "number", name=op.f("uq_announcement_parts_announcement_id")
        ),
        sa.UniqueConstraint("retry_key", name=op.f("uq_announcement_parts_retry_key")),
    )
    with op.batch_alter_table("announcement_parts", schema=None) as batch_op:
        batch_op.create_index("ix_announcement_parts_due", ["state", "try_at"], unique=False)
    with op.batch_alter_table("buyers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("district", sa.String(length=200), nullable=True))
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.add_column(sa.Column("muted", sa.JSON(none_as_null=True), nullable=True))
    with op.batch_alter_table("photos", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("wants_whole", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("producer_groups", schema=None) as batch_op:
        batch_op.add_column(sa.Column("district", sa.String(length=200), nullable=True))


def downgrade() -> None:
    """Downgrade schema."""
    with op.batch_alter_table("producer_groups", schema=None) as batch_op:
        batch_op.drop_column("district")
    with op.batch_alter_table("photos", schema=None) as batch_op:
        batch_op.drop_column("wants_whole")
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.drop_column("muted")
    with op.batch_alter_table("buyers", schema=None) as batch_op:
        batch_op.drop_column("district")
    op.drop_table("announcement_parts")
    op.drop_table("announcements")
    op.drop_table("allowances")
