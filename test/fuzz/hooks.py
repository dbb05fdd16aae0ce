"""Read by schemathesis.

A right Idempotency-Key is made one that was never there before. With the same key and another body the API refuses, as
it must, what fits the schema, and the example of the document is taken as a key again and again.

No custom field is made required: every ticket after it would be refused.
"""

import itertools
import os
import re

import schemathesis

RIGHT_KEY = re.compile(r"[!-~]{1,255}")
numbers = itertools.count(1)
name = os.environ["HOLDFAST_FUZZ_NAME"]


@schemathesis.hook
def before_call(context, case, kwargs):
    key = case.headers.get("Idempotency-Key") if case.headers else None
    if isinstance(key, str) and RIGHT_KEY.fullmatch(key):
        case.headers["Idempotency-Key"] = f"{name}-{next(numbers)}"
    if case.operation.path.startswith("/api/v1/custom-fields") and isinstance(case.body, dict):
        if case.body.get("required") in ("at_submission", "to_resolve"):
            case.body["required"] = "no"
