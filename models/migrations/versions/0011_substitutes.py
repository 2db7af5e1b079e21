"""substitutes that buyers allow

Revision ID: 0011
Revises: 0010
Create Date: 2026-11-24 11:45:08.310552

"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "0011"
down_revision: str | None = "0010"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Of what is ordered already nothing was said: substitutes may be proposed for it."""
    op.create_table(
        "product_substitutes",
        sa.Column("product_id", KEY, nullable=False),
        sa.Column("substitute_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name="fk_product_substitutes_product_id_products"
        ),
        sa.ForeignKeyConstraint(
            ["substitute_id"], ["products.id"], name="fk_product_substitutes_substitute_id_products"
        ),
        sa.PrimaryKeyConstraint("product_id", "substitute_id", name="pk_product_substitutes"),
    )
    op.create_table(
        "substitutes",
        sa.Column("id", KEY, nullable=False),
        sa.Column("line_id", KEY, nullable=False),
        sa.Column("product_id", KEY, nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.Column("most_satang", sa.Integer(), nullable=True),
        sa.Column("most_unit", sa.String(length=40), nullable=True),
        sa.Column("most_factor", sa.Integer(), nullable=True),
        sa.Column("allowed_at", TIME, nullable=False),
        sa.Column("ended_at", TIME, nullable=True),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_substitutes_not_empty")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["order_lines.id"], name="fk_substitutes_line_id_order_lines"
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name="fk_substitutes_product_id_products"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_substitutes"),
    )
    with op.batch_alter_table("substitutes", schema=None) as batch_op:
        batch_op.create_index("ix_substitutes_line_id", ["line_id"], unique=False)
        batch_op.create_index("ix_substitutes_product_id", ["product_id"], unique=False)
    with op.batch_alter_table("allocations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("substitute_id", KEY, nullable=True))
        batch_op.create_foreign_key(
            "fk_allocations_substitute_id_substitutes", "substitutes", ["substitute_id"], ["id"]
        )
    with op.batch_alter_table("order_lines", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("only_this", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("standing_lines", schema=None) as batch_op:
        batch_op.add_column(sa.Column("instead", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Downgrade schema."""
    with op.batch_alter_table("standing_lines", schema=None) as batch_op:
        batch_op.drop_column("instead")
    with op.batch_alter_table("order_lines", schema=None) as batch_op:
        batch_op.drop_column("only_this")
    with op.batch_alter_table("allocations", schema=None) as batch_op:
        batch_op.drop_constraint("fk_allocations_substitute_id_substitutes", type_="foreignkey")
        batch_op.drop_column("substitute_id")
    op.drop_table("substitutes")
    op.drop_table("product_substitutes")
