#!/usr/bin/env bash
# Checks a plan of updates, pushes what passes, and checks what Ozon answered. Needs ozlint, curl and jq.
#
#   OZON_CLIENT_ID=… OZON_API_KEY=… examples/push/push.sh postings.json plan.json
#
# Leaves beside the plan: plan.json.passed, .held (with the reasons) and .answers.ndjson. Where the first two are there
# already, nothing is sent: a plan is pushed once. Exit 0: all was sent and accepted. 1: something was held, or too
# large for one call and cut, or refused by Ozon. 2, 3: nothing was sent.
set -euo pipefail
postings=$1 plan=$2
api=${OZON_API_URL:-https://api-seller.ozon.ru}
passed=$plan.passed held=$plan.held answers=$plan.answers.ndjson

# Only what the rules about updates say holds a push; more than 1 means that the check could not be done.
code=0
ozlint check "$postings" --updates "$plan" --select updates --write-passed "$passed" --write-held "$held" || code=$?
[ "$code" -le 1 ] || exit "$code"

# The key goes into a file that only this user can read: arguments of a program are seen by everybody.
work=$(umask 077 && mktemp -d)
trap 'rm -rf "$work"' EXIT
(umask 077 && printf 'Client-Id: %s\nApi-Key: %s\n' "$OZON_CLIENT_ID" "$OZON_API_KEY" >"$work/headers")

jq -c 'if type == "array" then .[] else . end' "$passed" >"$work/requests"
: >"$answers"
while IFS= read -r request; do
  path=$(jq -r .path <<<"$request")
  jq -c .body <<<"$request" >"$work/body"
  : >"$work/answer"
  # A call that ends in a time-out may have been done: it is written down without an answer, and not repeated here.
  status=$(curl -sS --max-time 60 -X POST "$api$path" -H "@$work/headers" -H 'Content-Type: application/json' \
    --data-binary "@$work/body" -o "$work/answer" -w '%{http_code}') || status=0
  jq -c --argjson status "$status" --rawfile answer "$work/answer" --arg at "$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
    'if $status == 0 then {path, body}
     else {path, body, status: $status, answer: ($answer | try fromjson catch null), at: $at} end' \
    <<<"$request" >>"$answers"
done <"$work/requests"

[ -s "$answers" ] || exit "$code"
ozlint check "$postings" --updates "$passed" --answers "$answers" --select answers || code=$?
exit "$code"
