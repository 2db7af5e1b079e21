"""words learned for products

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-24 08:31:40.120611

"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "new_words",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("word", sa.String(length=200), nullable=False),
        sa.Column(
            "product_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("noticed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_new_words_product_id_products")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_new_words")),
        sa.UniqueConstraint("word", "product_id", name=op.f("uq_new_words_word")),
    )
    with op.batch_alter_table("new_words", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_new_words_product_id"), ["product_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_new_words_last_at"), ["last_at"], unique=False)


def downgrade() -> None:
    """Downgrade schema."""
    with op.batch_alter_table("new_words", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_new_words_last_at"))
        batch_op.drop_index(batch_op.f("ix_new_words_product_id"))

    op.drop_table("new_words")
