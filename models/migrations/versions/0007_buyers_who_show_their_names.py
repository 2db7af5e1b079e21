"""buyers who show their names

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-24 08:14:11.402113

"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "0007"
down_revision: str | None = "0006"


def upgrade() -> None:
    """Upgrade schema."""
    with op.batch_alter_table("buyers", schema=None) as batch_op:
        # Who was there before has allowed nothing.
        batch_op.add_column(
            sa.Column("shows_name", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    """Downgrade schema."""
    with op.batch_alter_table("buyers", schema=None) as batch_op:
        batch_op.drop_column("shows_name")
