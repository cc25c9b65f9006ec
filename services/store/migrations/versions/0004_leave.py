"""Leave: what was asked for, how it stands, what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "leaves",
        sa.Column(
            "staff_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("first_noon", sa.Boolean(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("last_noon", sa.Boolean(), nullable=False),
        sa.Column("days", sa.String(length=40), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=False),
        sa.Column(
            "certificate_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("certificate_due", sa.Date(), nullable=True),
        sa.Column(
            "approval_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("beyond", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("change", sa.String(), nullable=False),
        sa.Column(
            "change_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("back_day", sa.Date(), nullable=True),
        sa.Column("back_noon", sa.Boolean(), nullable=False),
        sa.Column("shortened", sa.Boolean(), nullable=False),
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["approvals.id"], name=op.f("fk_leaves_approval_id")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_leaves_batch_id")),
        sa.ForeignKeyConstraint(
            ["certificate_id"], ["files.id"], name=op.f("fk_leaves_certificate_id")
        ),
        sa.ForeignKeyConstraint(["change_id"], ["approvals.id"], name=op.f("fk_leaves_change_id")),
        sa.ForeignKeyConstraint(["made_by"], ["staff.id"], name=op.f("fk_leaves_made_by")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_leaves_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leaves")),
    )
    with op.batch_alter_table("leaves", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_leaves_certificate_due"), ["certificate_due"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_leaves_staff_id_first_day"), ["staff_id", "first_day"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_leaves_state_first_day"), ["state", "first_day"], unique=False
        )
