"""Run by Alembic: applies the migrations on the connection that casekit hands over."""

from alembic import context

from casekit.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by building it anew
    transactional_ddl=True,  # casekit has begun the transaction, and SQLite's DDL obeys it
)
context.run_migrations()
