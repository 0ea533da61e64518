"""Closes every open ticket of a fake Zendesk, at its pace, and checks with the fake's own truth that none was done twice.

Needs Python 3.8 and nothing else. Start the fakes, then hand over what they print:

    java -jar testkit/target/sallyport-fakes.jar serve zendesk --world 30 --faults monday >fakes.jsonl &
    python3 examples/standalone/tickets.py fakes.jsonl
"""
import http.client
import json
import sys
import time
import urllib.error
import urllib.request

ATTEMPTS = 6


class Gone(Exception):
    """The connection ended without an answer: what was asked may have been done or not."""


def call(url, token, method="GET", body=None):
    request = urllib.request.Request(url, method=method)
    request.add_header("Authorization", "Bearer " + token)
    request.add_header("User-Agent", "sallyport-example/1 (python)")
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=20) as reply:
            return json.load(reply)
    except urllib.error.HTTPError:
        raise
    except (OSError, http.client.HTTPException, ValueError) as lost:
        raise Gone() from lost


def patiently(url, token, method="GET", body=None):
    """Waits as long as the vendor says, and a little longer each time where it says nothing."""
    for attempt in range(ATTEMPTS):
        try:
            return call(url, token, method, body)
        except urllib.error.HTTPError as refused:
            if refused.code not in (429, 503):
                raise
            pause = float(refused.headers.get("Retry-After") or 0.2 * 2**attempt)
        except Gone:
            pause = 0.2 * 2**attempt
        time.sleep(pause)
    raise SystemExit("gave up on " + url)


def open_tickets(url, token):
    page = url + "/api/v2/tickets.json?page[size]=100"
    while page:
        answer = patiently(page, token)
        yield from (ticket for ticket in answer["tickets"] if ticket["status"] not in ("solved", "closed"))
        page = answer["links"].get("next") if answer["meta"]["has_more"] else None


def main(file):
    with open(file, encoding="utf-8") as lines:
        fake = next(line for line in map(json.loads, lines) if line["system"] == "zendesk")
    url, token = fake["url"], fake["credentials"]["token"]
    done = 0
    for ticket in list(open_tickets(url, token)):
        # Setting a status to what it shall be may be repeated, so a lost answer is no reason to worry here.
        where = "%s/api/v2/tickets/%d.json" % (url, ticket["id"])
        patiently(where, token, "PUT", {"ticket": {"status": "solved"}})
        done += 1
    state = [ticket["status"] for ticket in call(fake["control"] + "/state/tickets?limit=1000", fake["token"])["records"]]
    met = sum(rule["hits"] for rule in call(fake["control"] + "/faults", fake["token"])["hits"])
    print(json.dumps({"closed": done, "open": sum(status not in ("solved", "closed") for status in state), "faults": met}))


if __name__ == "__main__":
    main(sys.argv[1])
