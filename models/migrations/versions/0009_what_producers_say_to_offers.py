"""what producers say to offers

Revision ID: 0009
Revises: 0008
Create Date: 2026-11-24 09:50:12.204417

"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "0009"
down_revision: str | None = "0008"

# The states only a producer's word leads to.
SAID = ("accepted", "delivered", "received", "declined")


def upgrade() -> None:
    """Who has answered so far has said so then."""
    with op.batch_alter_table("allocations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("said_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("declined_for", sa.String(length=20), nullable=True))
    with op.batch_alter_table("members", schema=None) as batch_op:
        # Who was there before has allowed nothing.
        batch_op.add_column(
            sa.Column("auto_accepts", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    rows = sa.table("allocations", *map(sa.column, ("state", "answered_at", "said_at")))
    said = sa.update(rows).where(rows.c.state.in_(SAID))
    op.execute(said.values(said_at=rows.c.answered_at))


def downgrade() -> None:
    """Downgrade schema."""
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.drop_column("auto_accepts")
    with op.batch_alter_table("allocations", schema=None) as batch_op:
        batch_op.drop_column("declined_for")
        batch_op.drop_column("reminded_at")
        batch_op.drop_column("said_at")
