"""Signs in, creates a ticket and follows it until it is assigned, with the client that openapi-python-client generated."""

import sys
import time
import uuid

from holdfast_client import AuthenticatedClient, Client
from holdfast_client.api.authentication import sign_in
from holdfast_client.api.tickets import create_ticket, get_ticket
from holdfast_client.models import Login, NewTicket, Problem, Session, Ticket

TIMEOUT_SECONDS = 120
LOOK_EVERY_SECONDS = 0.2


def follow_ticket(url: str, email: str, password: str) -> None:
    client = signed_in(url, email, password)
    ticket = expect(Ticket, create_ticket.sync(
        client=client,
        idempotency_key=f"python-client-{uuid.uuid4()}",
        body=NewTicket(
            title="Printer on the second floor jams",
            description="It jams on every page since this morning.",
        ),
    ))
    print(f"created {ticket.number} ({ticket.status})")
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while ticket.assignee is None:
        if time.monotonic() > deadline:
            sys.exit(f"error: {ticket.number} has no assignee after {TIMEOUT_SECONDS} s")
        time.sleep(LOOK_EVERY_SECONDS)
        ticket = expect(Ticket, get_ticket.sync(ticket.number, client=client))
    print(f"{ticket.number} assigned to {ticket.assignee.name}")
    problem = expect(Problem, get_ticket.sync("TKT-2000-000000", client=client))
    print(f"an unknown ticket is a problem: {problem.code}")


def signed_in(url: str, email: str, password: str) -> AuthenticatedClient:
    session = expect(Session, sign_in.sync(client=Client(base_url=url), body=Login(email=email, password=password)))
    print(f"signed in as {session.user.name} ({session.user.role})")
    return AuthenticatedClient(base_url=url, token=session.access_token)


def expect(kind, answer):
    """The answer, where it is of this kind; ends the program with what came otherwise."""
    if not isinstance(answer, kind):
        sys.exit(f"error: expected {kind.__name__}, got {answer!r}")
    return answer


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: follow_ticket.py <url> <email> <password>")
    follow_ticket(*sys.argv[1:])
