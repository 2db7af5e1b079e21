"""the order cycle

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-24 08:26:40.118527

"""

from datetime import UTC, datetime, time, timedelta

import sqlalchemy as sa
from alembic import op

# revision identifiers, used by Alembic.
revision: str = "0008"
down_revision: str | None = "0007"

# As models/seed/market.toml has them: categories of goods that are made, all others are grown.
MADE = ("ขนม", "ของแปรรูป", "ปลาร้า")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "cycle_rules",
        sa.Column("id", KEY, nullable=False),
        sa.Column("work_group_id", KEY, nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("lead_days", sa.Integer(), nullable=False),
        sa.Column("closes", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "lead_days >= 0 AND closes >= 0 AND closes < 1440",
            name=op.f("ck_cycle_rules_a_time_of_day"),
        ),
        sa.ForeignKeyConstraint(
            ["work_group_id"],
            ["work_groups.id"],
            name=op.f("fk_cycle_rules_work_group_id_work_groups"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle_rules")),
        sa.UniqueConstraint("work_group_id", "category", name=op.f("uq_cycle_rules_work_group_id")),
    )
    op.create_table(
        "reopenings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("delivery_day", sa.Date(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reopenings")),
    )
    with op.batch_alter_table("reopenings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reopenings_delivery_day"), ["delivery_day"], unique=False
        )

    op.create_table(
        "capacities",
        sa.Column("id", KEY, nullable=False),
        sa.Column("producer_group_id", KEY, nullable=False),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_capacities_not_negative")),
        sa.ForeignKeyConstraint(
            ["producer_group_id"],
            ["producer_groups.id"],
            name=op.f("fk_capacities_producer_group_id_producer_groups"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capacities")),
        sa.UniqueConstraint(
            "producer_group_id", "measure", name=op.f("uq_capacities_producer_group_id")
        ),
    )
    _goods_get_their_work_group()
    _lines_get_their_cut_off()
    _standing_days_get_their_cut_off()


def _goods_get_their_work_group() -> None:
    with op.batch_alter_table("products", schema=None) as batch_op:
        batch_op.add_column(sa.Column("work_group_id", KEY, nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_products_work_group_id_work_groups"),
            "work_groups",
            ["work_group_id"],
            ["id"],
        )
    products = sa.table("products", sa.column("category"), sa.column("work_group_id"))
    groups = sa.table("work_groups", sa.column("id"), sa.column("code"))
    made = products.c.category.in_(MADE)
    for code, where in (("processing", made), ("agriculture", ~made)):
        group = sa.select(groups.c.id).where(groups.c.code == code).scalar_subquery()
        op.execute(products.update().where(where).values(work_group_id=group))


def _lines_get_their_cut_off() -> None:
    with op.batch_alter_table("order_lines", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cut_off_at", sa.DateTime(timezone=True), nullable=True))
    lines = sa.table("order_lines", sa.column("order_id"), sa.column("cut_off_at"))
    orders = sa.table("orders", sa.column("id"), sa.column("cut_off_at"))
    of_order = sa.select(orders.c.cut_off_at).where(orders.c.id == lines.c.order_id)
    op.execute(lines.update().values(cut_off_at=of_order.scalar_subquery()))
    with op.batch_alter_table("order_lines", schema=None) as batch_op:
        batch_op.alter_column(
            "cut_off_at", existing_type=sa.DateTime(timezone=True), nullable=False
        )


def _standing_days_get_their_cut_off() -> None:
    """Until now every day closed at four in the afternoon of the day before, in Thailand."""
    with op.batch_alter_table("standing_days", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True))
    days = sa.table(
        "standing_days",
        sa.column("id", sa.BigInteger()),
        sa.column("delivery_day", sa.Date()),
        sa.column("closes_at", sa.DateTime(timezone=True)),
    )
    kept = op.get_bind().execute(sa.select(days.c.id, days.c.delivery_day)).all()
    for key, day in kept:
        closes = datetime.combine(day - timedelta(days=1), time(9), UTC)
        op.execute(days.update().where(days.c.id == key).values(closes_at=closes))
    with op.batch_alter_table("standing_days", schema=None) as batch_op:
        batch_op.alter_column("closes_at", existing_type=sa.DateTime(timezone=True), nullable=False)


def downgrade() -> None:
    """Downgrade schema."""
    with op.batch_alter_table("standing_days", schema=None) as batch_op:
        batch_op.drop_column("closes_at")

    with op.batch_alter_table("order_lines", schema=None) as batch_op:
        batch_op.drop_column("cut_off_at")

    with op.batch_alter_table("products", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_products_work_group_id_work_groups"), type_="foreignkey"
        )
        batch_op.drop_column("work_group_id")

    op.drop_table("capacities")
    with op.batch_alter_table("reopenings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reopenings_delivery_day"))

    op.drop_table("reopenings")
    op.drop_table("cycle_rules")
