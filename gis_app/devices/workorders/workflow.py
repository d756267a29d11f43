"""From which state a work order goes to which. The action, the buttons and the tests read it here."""

from gis_app.devices.workorders.models import WorkOrder

State = WorkOrder.State
NEXT: dict[str, tuple[str, ...]] = {
    State.OPEN: (State.ACCEPTED, State.DONE, State.CANCELLED),
    State.ACCEPTED: (State.DONE, State.OPEN, State.CANCELLED),
    State.DONE: (State.OPEN,),
    State.CANCELLED: (State.OPEN,),
}
UNFINISHED = (State.OPEN, State.ACCEPTED)
