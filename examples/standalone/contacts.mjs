// Logs in to a fake Salesforce, adds contacts at its pace, and asks the fake's own truth whether each is there just once.
//
// Needs Node 18 and nothing else. Start the fakes, then hand over what they print:
//
//   java -jar testkit/target/sallyport-fakes.jar serve salesforce --faults monday >fakes.jsonl &
//   node examples/standalone/contacts.mjs fakes.jsonl
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 6;
const lines = readFileSync(process.argv[2], 'utf8').trim().split('\n').map(line => JSON.parse(line));
const fake = lines.find(line => line.system === 'salesforce');
const { clientId, clientSecret } = fake.credentials;

async function logIn() {
  const reply = await fetch(fake.url + '/services/oauth2/token', {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
  });
  return (await reply.json()).access_token;
}

let token = await logIn();

/** Waits as the vendor says; `undefined` where the connection ended without an answer. */
async function call(path, method = 'GET', body) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    let reply;
    try {
      reply = await fetch(fake.url + path, {
        method,
        headers: { Authorization: 'Bearer ' + token, 'Content-Type': 'application/json', 'User-Agent': 'sallyport-example/1 (node)' },
        body: body && JSON.stringify(body),
      });
      const text = await reply.text();
      if (reply.ok) return text ? JSON.parse(text) : {};
    } catch {
      return undefined;
    }
    if (reply.status === 401) token = await logIn();
    else if (reply.status === 503 || reply.status === 403 || reply.status === 429) {
      await sleep(1000 * Number(reply.headers.get('retry-after') ?? 0.2 * 2 ** attempt));
    } else throw new Error(method + ' ' + path + ' answered ' + reply.status);
  }
  throw new Error('gave up on ' + path);
}

/** A create whose answer was lost is looked for before it is sent again. */
async function create(key, fields) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (await call('/services/data/v60.0/sobjects/Contact', 'POST', { ...fields, Sallyport_Intent__c: key })) return;
    let found;
    while (found === undefined) {
      await sleep(200);
      found = await call('/services/data/v60.0/query?q=' + encodeURIComponent("SELECT Id FROM Contact WHERE Sallyport_Intent__c = '" + key + "'"));
    }
    if (found.totalSize > 0) return;
  }
  throw new Error('gave up on ' + key);
}

const NAMES = Array.from({ length: 20 }, (ignored, place) => 'Example ' + place);
for (const name of NAMES) await create('example-' + name, { LastName: name });

const control = path => fetch(fake.control + path, { headers: { Authorization: 'Bearer ' + fake.token } }).then(reply => reply.json());
const truth = (await control('/truth?limit=1000')).effects.filter(effect => effect.kind === 'CREATE' && effect.resource === 'Contact');
const faults = (await control('/faults')).hits.reduce((sum, rule) => sum + rule.hits, 0);
console.log(JSON.stringify({ wanted: NAMES.length, created: truth.length, faults }));
