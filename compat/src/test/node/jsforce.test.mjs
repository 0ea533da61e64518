// Drives the fake org with jsforce as it comes from npm. The org's address and credentials come from the environment.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import jsforce from 'jsforce';

const { ORG_URL, CLIENT_ID, CLIENT_SECRET, USERNAME, PASSWORD, TOKEN, REFRESH_TOKEN, CODE } = process.env;
const version = '62.0';
const connection = () => new jsforce.Connection({ instanceUrl: ORG_URL, accessToken: TOKEN, version });
const client = { loginUrl: ORG_URL, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, redirectUri: 'http://localhost/cb' };

/** Waits for an error and gives it. */
async function refused(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return assert.fail('it should have been refused');
}

test('logs in by SOAP, password, client credentials, code and refresh token', async () => {
  const soap = new jsforce.Connection({ loginUrl: ORG_URL });
  const user = await soap.login(USERNAME, PASSWORD);
  assert.match(user.id, /^005\w{15}$/);
  assert.match(user.organizationId, /^00D\w{15}$/);
  assert.equal(soap.instanceUrl, ORG_URL);
  assert.equal((await soap.identity()).username, USERNAME);
  await soap.logout();

  const password = new jsforce.Connection({ oauth2: client });
  assert.equal((await password.login(USERNAME, PASSWORD + 'token')).id, user.id);
  assert.ok(Array.isArray((await password.describeGlobal()).sobjects));
  await password.logout();

  const own = new jsforce.Connection({ instanceUrl: ORG_URL, oauth2: client });
  assert.equal((await own.authorize({ grant_type: 'client_credentials' })).id, user.id);

  const code = new jsforce.Connection({ oauth2: client });
  await code.authorize(CODE);
  assert.ok(code.refreshToken);
  assert.equal((await code.identity()).user_id, user.id);

  const stale = new jsforce.Connection({
    oauth2: client, instanceUrl: ORG_URL, accessToken: 'worthless', refreshToken: REFRESH_TOKEN, version,
  });
  let refreshed = 0;
  stale.on('refresh', () => refreshed++);
  assert.equal((await stale.query('SELECT Id FROM User LIMIT 1')).records.length, 1);
  assert.equal(refreshed, 1);

  const wrong = await refused(new jsforce.Connection({ loginUrl: ORG_URL }).login(USERNAME, 'no'));
  assert.match(wrong.message, /INVALID_LOGIN/);
  const denied = await refused(new jsforce.Connection({ oauth2: client }).login(USERNAME, 'no'));
  assert.equal(denied.name, 'invalid_grant');
});

test('tells versions, limits, identity and what the org has', async () => {
  const org = connection();
  const versions = await org.request('/services/data/');
  assert.ok(versions.some((each) => each.version === '50.0'));
  assert.ok((await org.limits()).DailyApiRequests.Remaining > 0);
  assert.ok(org.limitInfo.apiUsage.used > 0);
  const global = await org.describeGlobal();
  assert.ok(global.sobjects.some((each) => each.name === 'Opportunity'));
  const contact = await org.sobject('Contact').describe();
  assert.ok(contact.fields.some((field) => field.name === 'Email' && field.type === 'email'));
  const account = await org.describe('Account');
  assert.ok(account.childRelationships.some((child) => child.relationshipName === 'Contacts'));
  assert.equal((await refused(org.describe('Nothing__c'))).errorCode, 'NOT_FOUND');
  assert.deepEqual(await org.recent(), []);
  assert.ok((await org.query('SELECT Id, Name, IsSandbox FROM Organization')).records[0].Id.startsWith('00D'));
});

test('creates, reads, changes, upserts and deletes one and many', async () => {
  const org = connection();
  const contacts = org.sobject('Contact');
  const one = await contacts.create({ LastName: 'Single', Email: 'single@example.com' });
  assert.equal(one.success, true);
  assert.equal((await contacts.retrieve(one.id)).Email, 'single@example.com');
  assert.equal((await contacts.update({ Id: one.id, FirstName: 'Ann' })).success, true);
  assert.equal((await contacts.retrieve(one.id)).Name, 'Ann Single');

  const many = await contacts.create([{ LastName: 'Many' }, { LastName: 'Many' }, { Email: 'no-name@example.com' }]);
  assert.deepEqual(many.map((each) => each.success), [true, true, false]);
  assert.equal(many[2].errors[0].statusCode ?? many[2].errors[0].errorCode, 'REQUIRED_FIELD_MISSING');
  const ids = many.slice(0, 2).map((each) => each.id);
  assert.deepEqual((await contacts.retrieve(ids)).map((each) => each.LastName), ['Many', 'Many']);
  const changed = await contacts.update(ids.map((id) => ({ Id: id, Title: 'Clerk' })));
  assert.ok(changed.every((each) => each.success));

  const first = await contacts.upsert({ CustomerNumber__c: 'C-1', LastName: 'Upserted' }, 'CustomerNumber__c');
  assert.equal(first.created, true);
  const again = await contacts.upsert({ CustomerNumber__c: 'C-1', LastName: 'Changed' }, 'CustomerNumber__c');
  assert.equal(again.created, false);
  const both = await contacts.upsert(
    [{ CustomerNumber__c: 'C-1', LastName: 'Third' }, { CustomerNumber__c: 'C-2', LastName: 'New' }],
    'CustomerNumber__c',
    { allowRecursive: true },
  );
  assert.deepEqual(both.map((each) => each.created), [false, true]);

  assert.equal((await contacts.destroy(one.id)).success, true);
  assert.ok((await contacts.destroy(ids)).every((each) => each.success));
  assert.equal((await refused(contacts.retrieve(one.id))).errorCode, 'NOT_FOUND');
  assert.equal((await refused(contacts.destroy(one.id))).errorCode, 'ENTITY_IS_DELETED');
  const since = new Date(Date.now() - 600_000).toISOString();
  const until = new Date(Date.now() + 600_000).toISOString();
  assert.ok((await contacts.deleted(since, until)).deletedRecords.some((each) => each.id === one.id));
  assert.ok((await contacts.updated(since, until)).ids.includes(first.id));
});

test('queries: pages, autoFetch, streams, find, children, counts, errors', async () => {
  const org = connection();
  const account = await org.sobject('Account').create({ Name: 'Paged Ltd' });
  const rows = Array.from({ length: 450 }, (_, index) => ({
    LastName: `Row ${String(index).padStart(3, '0')}`, AccountId: account.id, Department: 'Paging',
  }));
  const made = await org.sobject('Contact').create(rows, { allowRecursive: true });
  assert.equal(made.filter((each) => each.success).length, 450);

  const soql = "SELECT Id, LastName FROM Contact WHERE Department = 'Paging' ORDER BY LastName";
  const headers = { 'Sforce-Query-Options': 'batchSize=200' };
  const page = await org.query(soql, { headers });
  assert.equal(page.totalSize, 450);
  assert.equal(page.done, false);
  const next = await org.queryMore(page.nextRecordsUrl, { headers });
  assert.equal(next.records[0].LastName, `Row ${String(page.records.length).padStart(3, '0')}`);
  const all = await org.query(soql, { autoFetch: true, maxFetch: 1000, headers });
  assert.equal(all.records.length, 450);

  let streamed = 0;
  await new Promise((resolve, reject) => {
    org.query(soql, { headers }).on('record', () => streamed++).on('end', resolve).on('error', reject)
      .run({ autoFetch: true, maxFetch: 1000 });
  });
  assert.equal(streamed, 450);

  const found = await org.sobject('Contact')
    .find({ Department: 'Paging', LastName: { $like: 'Row 00%' } }, 'Id, LastName, Account.Name')
    .sort({ LastName: -1 }).limit(3).skip(1);
  assert.deepEqual(found.map((each) => each.LastName), ['Row 008', 'Row 007', 'Row 006']);
  assert.equal(found[0].Account.Name, 'Paged Ltd');
  const starred = await org.sobject('Contact').find({ Id: made[0].id }).execute();
  assert.equal(starred[0].Department, 'Paging');
  assert.equal(await org.sobject('Contact').count({ Department: 'Paging' }), 450);
  assert.equal((await org.sobject('Contact').findOne({ Department: 'Paging' }, ['Id'])).Id.length, 18);

  const parents = await org.sobject('Account').find({ Id: account.id }, 'Id, Name')
    .include('Contacts', { LastName: { $lt: 'Row 002' } }, 'LastName').end();
  assert.deepEqual(parents[0].Contacts.records.map((each) => each.LastName).sort(), ['Row 000', 'Row 001']);
  const grouped = await org.query(
    "SELECT Department d, COUNT(Id) n FROM Contact WHERE Department != null GROUP BY Department HAVING COUNT(Id) > 100",
  );
  assert.deepEqual([grouped.records[0].d, grouped.records[0].n], ['Paging', 450]);

  const error = await refused(org.query('SELECT Bacon__c FROM Contact'));
  assert.equal(error.errorCode, 'INVALID_FIELD');
  assert.match(error.message, /No such column 'Bacon__c' on entity 'Contact'/);
  assert.equal((await refused(org.query('SELEKT Id'))).errorCode, 'MALFORMED_QUERY');
  assert.equal((await refused(org.queryMore('01g000000000000AAA-2000'))).errorCode, 'INVALID_QUERY_LOCATOR');

  const titled = await org.sobject('Contact').find({ Department: 'Paging' }).update({ Title: 'Paged' }, { allowBulk: false });
  assert.equal(titled.filter((each) => each.success).length, 450);
  await org.sobject('Contact').find({ Department: 'Paging' }).destroy({ allowBulk: false });
  assert.equal(await org.sobject('Contact').count({ Department: 'Paging' }), 0);
  const binned = await org.query("SELECT COUNT() FROM Contact WHERE Department = 'Paging'", { scanAll: true });
  assert.equal(binned.totalSize, 450);
});

test('searches', async () => {
  const org = connection();
  await org.sobject('Lead').create({ LastName: 'Zanzibar', Company: 'Spice Traders', Email: 'z@spice.example' });
  const found = await org.search('FIND {Zanzi* AND spice} IN ALL FIELDS RETURNING Lead(Id, Name WHERE Company LIKE \'Spice%\')');
  assert.deepEqual(found.searchRecords.map((each) => each.Name), ['Zanzibar']);
  assert.equal((await refused(org.search('FIND {x} RETURNING Lead'))).errorCode, 'MALFORMED_SEARCH');
});

test('loads and queries in bulk, the old way', async () => {
  const org = connection();
  org.bulk.pollInterval = 50;
  const rets = await org.bulk.load('Contact', 'insert', [
    { LastName: 'Bulk, one', Department: 'Bulk1' }, { LastName: 'Bulk "two"', Department: 'Bulk1', DoNotCall: true }, { FirstName: 'none' },
  ]);
  assert.deepEqual(rets.map((each) => each.success), [true, true, false]);
  assert.match(rets[2].errors[0], /^REQUIRED_FIELD_MISSING:/);
  const records = await (await org.bulk.query("SELECT Id, LastName FROM Contact WHERE Department = 'Bulk1'")).toArray();
  assert.deepEqual(records.map((each) => each.LastName).sort(), ['Bulk "two"', 'Bulk, one']);
  const removed = await org.bulk.load('Contact', 'delete', records.map(({ Id }) => ({ Id })));
  assert.ok(removed.every((each) => each.success));
  const bad = await refused(org.bulk.load('Nothing__c', 'insert', [{ Name: 'x' }]));
  assert.match(bad.message, /Unable to find object/);
});

test('loads and queries in bulk, the new way', async () => {
  const org = connection();
  const results = await org.bulk2.loadAndWaitForResults({
    object: 'Contact', operation: 'insert', pollInterval: 50,
    input: [{ LastName: 'Bulk; two', Department: 'Bulk2' }, { LastName: 'Second', Department: 'Bulk2' }, { FirstName: 'none' }],
  });
  assert.deepEqual(results.successfulResults.map((each) => each.sf__Created), ['true', 'true']);
  assert.match(results.failedResults[0].sf__Error, /^REQUIRED_FIELD_MISSING:/);
  assert.equal(results.unprocessedRecords.length, 0);
  const stream = await org.bulk2.query("SELECT Id, LastName FROM Contact WHERE Department = 'Bulk2'", { pollInterval: 50 });
  const records = await stream.toArray();
  assert.deepEqual(records.map((each) => each.LastName).sort(), ['Bulk; two', 'Second']);
  const job = org.bulk2.createJob({ operation: 'upsert', object: 'Contact', externalIdFieldName: 'CustomerNumber__c' });
  await job.open();
  await job.uploadData('CustomerNumber__c,LastName\nC-77,Upserted in bulk\n');
  await job.close();
  await job.poll(50, 10_000);
  assert.equal((await job.getSuccessfulResults()).length, 1);
  const broken = org.bulk2.createJob({ operation: 'insert', object: 'Contact' });
  await broken.open();
  await broken.uploadData('Bacon__c\nx\n');
  await broken.close();
  assert.match((await refused(broken.poll(50, 10_000))).message, /Field name not found : Bacon__c/);
});

test('sends several calls at once', async () => {
  const org = connection();
  const composite = await org.requestPost(`/services/data/v${version}/composite`, {
    allOrNone: true,
    compositeRequest: [
      { method: 'POST', url: `/services/data/v${version}/sobjects/Account`, referenceId: 'a', body: { Name: 'Composite' } },
      { method: 'POST', url: `/services/data/v${version}/sobjects/Contact`, referenceId: 'c', body: { LastName: 'C', AccountId: '@{a.id}' } },
    ],
  });
  assert.deepEqual(composite.compositeResponse.map((each) => each.httpStatusCode), [201, 201]);
  const tree = await org.requestPost(`/services/data/v${version}/composite/tree/Account`, {
    records: [{
      attributes: { type: 'Account', referenceId: 'root' }, Name: 'Tree',
      Contacts: { records: [{ attributes: { type: 'Contact', referenceId: 'leaf' }, LastName: 'Leaf' }] },
    }],
  });
  assert.equal(tree.hasErrors, false);
  const account = tree.results.find((each) => each.referenceId === 'root').id;
  const related = await org.request(`/services/data/v${version}/sobjects/Account/${account}/Contacts`);
  assert.equal(related.records[0].LastName, 'Leaf');
});

test('what the fake does not have is not found', async () => {
  const org = connection();
  assert.equal((await refused(org.tooling.query('SELECT Id FROM ApexClass'))).errorCode, 'NOT_FOUND');
  assert.equal((await refused(org.tabs())).errorCode, 'NOT_FOUND');
});
