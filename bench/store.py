"""The bench's own connection: emptying what an import wrote, copying rows out and in, one round's tables."""

from pathlib import Path

from django.db import connection

PART = 1 << 20


def run(*statements: str) -> None:
    """Run each statement in a transaction of its own."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def forget_incidents() -> None:
    """Leave the city and its areas, nothing of what happened there; the store is as after a start."""
    run(
        "TRUNCATE incidents_crime, sources_rejection",
        "DELETE FROM sources_delivery WHERE source_id NOT IN (SELECT source_id FROM places_area)",
    )
    settle()


def settle() -> None:
    """Have everything on disk, so that no measure pays for the one before."""
    run("CHECKPOINT")


def copy_out(table: str, path: Path) -> None:
    """Write the table's rows to a file in PostgreSQL's own text form."""
    with path.open("wb") as file, connection.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT") as rows:
        for part in rows:
            file.write(part)


def copy_in(table: str, path: Path) -> None:
    """Load a file that `copy_out` wrote, committed."""
    with path.open("rb") as file, connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as rows:
        while part := file.read(PART):
            rows.write(part)


def make_twin(twin: str, table: str, *, foreign_keys: bool) -> None:
    """An empty table with the columns and indexes of another, and if wanted its foreign keys."""
    run(f"DROP TABLE IF EXISTS {twin}", f"CREATE TABLE {twin} (LIKE {table} INCLUDING ALL)")
    if foreign_keys:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'",
                [table],
            )
            keys = [definition for (definition,) in cursor.fetchall()]
        run(*(f"ALTER TABLE {twin} ADD {key}" for key in keys))
