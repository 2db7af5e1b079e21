"""Alembic's entry: runs on the connection that models.migrating hands over."""

from alembic import context

from models.schema import Base


def render_item(kind, item, autogen_context):  # type: ignore[no-untyped-def]
    """Our own column type as the database sees it, so that no migration imports the models."""
    if kind == "type" and type(item).__name__ == "UtcDateTime":
        return "sa.DateTime(timezone=True)"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_item=render_item,
    # SQLite alters a table by copying it.
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
