"""letters that go along

Revision ID: 0010
Revises: 0009
Create Date: 2026-11-24 11:50:21.310442

"""

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "0010"
down_revision: str | None = "0009"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """What was owed before is alone in its call, as it was."""
    with op.batch_alter_table("inbox_events", schema=None) as batch_op:
        batch_op.add_column(sa.Column("own", sa.JSON(none_as_null=True), nullable=True))
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.add_column(sa.Column("carrier_id", KEY, nullable=True))
        batch_op.add_column(sa.Column("answer_id", KEY, nullable=True))
        batch_op.add_column(
            sa.Column("alone", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("doubted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_letters_carrier_id_letters"), "letters", ["carrier_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_letters_answer_id_inbox_events"), "inbox_events", ["answer_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_letters_carrier_id"), ["carrier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letters_answer_id"), ["answer_id"], unique=False)
        batch_op.create_index("ix_letters_of_member", ["member_id", "state"], unique=False)
        batch_op.drop_index(batch_op.f("ix_letters_member_id"))


def downgrade() -> None:
    """What goes along with something is owed again: a letter may come twice."""
    letters = sa.table("letters", *map(sa.column, ("state", "first_tried_at")))
    riding = sa.update(letters).where(letters.c.state == "riding")
    op.execute(riding.values(state="owed", first_tried_at=None))
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letters_member_id"), ["member_id"], unique=False)
        batch_op.drop_index("ix_letters_of_member")
        batch_op.drop_index(batch_op.f("ix_letters_answer_id"))
        batch_op.drop_index(batch_op.f("ix_letters_carrier_id"))
        batch_op.drop_constraint(
            batch_op.f("fk_letters_answer_id_inbox_events"), type_="foreignkey"
        )
        batch_op.drop_constraint(batch_op.f("fk_letters_carrier_id_letters"), type_="foreignkey")
        batch_op.drop_column("doubted_at")
        batch_op.drop_column("alone")
        batch_op.drop_column("answer_id")
        batch_op.drop_column("carrier_id")
    with op.batch_alter_table("inbox_events", schema=None) as batch_op:
        batch_op.drop_column("own")
