"""offers taken in part

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-24 08:10:12.511830

"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "0004"
down_revision: str | None = "0003"


def upgrade() -> None:
    """Offers so far were taken whole."""
    with op.batch_alter_table("allocations", schema=None) as batch_op:
        for name in ("short", "reduced"):
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_check_constraint("not_negative", "short >= 0 AND reduced >= 0")


def downgrade() -> None:
    """What was promised stays as it is; what had been offered is forgotten."""
    with op.batch_alter_table("allocations", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_allocations_not_negative"), type_="check")
        batch_op.drop_column("reduced")
        batch_op.drop_column("short")
