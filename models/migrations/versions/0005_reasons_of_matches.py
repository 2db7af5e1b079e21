"""reasons of matches, and certificates a line requires

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-24 08:30:00

"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "0005"
down_revision: str | None = "0004"


def upgrade() -> None:
    """Upgrade schema."""
    with op.batch_alter_table("allocations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason", sa.JSON(), nullable=True))
    with op.batch_alter_table("order_lines", schema=None) as batch_op:
        batch_op.add_column(sa.Column("certificates", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("lack", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Downgrade schema."""
    with op.batch_alter_table("order_lines", schema=None) as batch_op:
        batch_op.drop_column("lack")
        batch_op.drop_column("certificates")
    with op.batch_alter_table("allocations", schema=None) as batch_op:
        batch_op.drop_column("reason")
