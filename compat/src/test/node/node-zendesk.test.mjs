// Drives the fake account with node-zendesk as it comes from npm. Address and credentials come from the environment.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import zendesk from 'node-zendesk';

const { ZENDESK_URL, ZENDESK_EMAIL, API_TOKEN, BEARER, LIMITED_URL, LIMITED_TOKEN } = process.env;
const endpointUri = `${ZENDESK_URL}/api/v2`;
const client = zendesk.createClient({ username: ZENDESK_EMAIL, token: API_TOKEN, endpointUri });
const result = (answer) => answer.result ?? answer;

/** Waits for an error and gives its status, which this client tells in the text only where it asks for one thing. */
async function refused(promise) {
  try {
    await promise;
  } catch (error) {
    return Number(/\((\d{3})\)/.exec(error.message)?.[1]);
  }
  return assert.fail('it should have been refused');
}

/** Asks for a job until it is done. */
async function done(answer) {
  const job = result(answer).job_status;
  assert.equal(job.status, 'queued');
  const shown = result(await client.jobstatuses.show(job.id));
  const finished = shown.job_status ?? shown;
  assert.equal(finished.status, 'completed');
  return finished.results;
}

test('connects by API token and by bearer token, and tells who is nobody', async () => {
  assert.equal(result(await client.users.me()).email, ZENDESK_EMAIL);
  const bearer = zendesk.createClient({ token: BEARER, oauth: true, endpointUri });
  assert.equal(result(await bearer.users.me()).email, ZENDESK_EMAIL);
  const wrong = zendesk.createClient({ username: ZENDESK_EMAIL, token: 'no', endpointUri });
  assert.equal(await refused(wrong.tickets.list()), 401);
  const settings = result(await client.accountsettings.show());
  assert.equal((settings.settings ?? settings).api.api_token_access, true);
});

test('creates, reads, changes and deletes tickets', async () => {
  const made = result(await client.tickets.create({ ticket: { subject: 'Node', comment: { body: 'Hello' }, tags: ['a'] } }));
  assert.equal(made.status, 'new');
  assert.equal(result(await client.tickets.show(made.id)).subject, 'Node');
  const changed = result(await client.tickets.update(made.id, { ticket: { status: 'open', comment: { body: 'Second', public: false } } }));
  assert.equal(changed.status, 'open');
  const comments = await client.tickets.getComments(made.id);
  assert.deepEqual(comments.map((each) => each.body), ['Hello', 'Second']);
  const audits = await client.ticketaudits.list(made.id);
  assert.equal(audits.length, 2);
  await client.tickets.addTags(made.id, { tags: ['b'] });
  assert.deepEqual(result(await client.tickets.show(made.id)).tags, ['a', 'b']);
  await client.tickets.delete(made.id);
  assert.equal(await refused(client.tickets.show(made.id)), 404);
});

test('lists all pages, some, and counts', async () => {
  const payload = Array.from({ length: 90 }, (_, index) => ({ subject: `Bulk ${index}`, comment: { body: 'x' }, external_id: `b-${index}` }));
  const first = await done(await client.tickets.createMany({ tickets: payload }));
  const second = await done(await client.tickets.createMany({ tickets: payload }));
  assert.ok(first.every((each) => each.success) && second.every((each) => each.success));
  const all = await client.tickets.list();
  assert.ok(all.length >= 180);
  assert.equal(new Set(all.map((each) => each.id)).size, all.length);
  const ids = first.slice(0, 3).map((each) => each.id);
  const shown = await client.tickets.showMany(ids);
  assert.equal((shown.result ?? shown).length, 3);
  const updated = await done(await client.tickets.updateMany(ids, { ticket: { priority: 'high' } }));
  assert.deepEqual(updated.map((each) => each.action), ['update', 'update', 'update']);
  const merged = await done(await client.tickets.merge(ids[0], { ids: [ids[1]], target_comment: 'merged' }));
  assert.equal(merged[0].success, true);
  assert.equal(result(await client.tickets.show(ids[1])).status, 'closed');
  const error = await refused(client.tickets.update(ids[1], { ticket: { priority: 'low' } }));
  assert.equal(error, 422);
  const gone = await done(await client.tickets.deleteMany(second.map((each) => each.id)));
  assert.equal(gone.length, 90);
});

test('users: create, find, change, upsert, identities, many, delete', async () => {
  const made = result(await client.users.create({ user: { name: 'Jane Doe', email: 'jane@acme.example', external_id: 'J-1' } }));
  assert.equal(made.role, 'end-user');
  assert.equal(await refused(client.users.create({ user: { name: 'Twin', email: 'JANE@acme.example' } })), 422);
  const found = await client.users.search({ query: 'email:jane@acme.example' });
  assert.equal(found[0].id, made.id);
  assert.equal(result(await client.users.update(made.id, { user: { notes: 'kind' } })).notes, 'kind');
  assert.equal(result(await client.users.createOrUpdate({ user: { external_id: 'j-1', name: 'Jane Roe' } })).id, made.id);
  const identity = result(await client.useridentities.create(made.id, { identity: { type: 'email', value: 'roe@acme.example' } }));
  await client.useridentities.makePrimary(made.id, (identity.identity ?? identity).id);
  assert.equal(result(await client.users.show(made.id)).email, 'roe@acme.example');
  await client.users.setTags(made.id, { tags: ['vip'] });
  const many = await done(await client.users.createMany({ users: [{ name: 'A', email: 'a@many.example' }, { name: 'B', email: 'roe@acme.example' }] }));
  assert.deepEqual(many.map((each) => each.success), [true, false]);
  assert.ok((await client.users.list()).length >= 5);
  assert.ok((await client.users.listWithFilter('role', 'agent')).every((each) => each.role === 'agent'));
  await client.users.delete(made.id);
  assert.equal(result(await client.users.show(made.id)).active, false);
});

test('organizations, groups and memberships', async () => {
  const made = result(await client.organizations.create({ organization: { name: 'Acme', external_id: 'O-1' } }));
  assert.equal(await refused(client.organizations.create({ organization: { name: 'ACME' } })), 422);
  assert.equal(result(await client.organizations.createOrUpdate({ organization: { external_id: 'O-1', notes: 'n' } })).id, made.id);
  assert.equal((await client.organizations.search('O-1'))[0].id, made.id);
  assert.equal((await client.organizations.autocomplete({ name: 'ac' }))[0].id, made.id);
  const user = result(await client.users.create({ user: { name: 'Member', email: 'member@acme.example', organization_id: made.id } }));
  const members = await client.organizationmemberships.listByOrganization(made.id);
  assert.deepEqual(members.map((each) => each.user_id), [user.id]);
  assert.equal((await client.users.listByOrganization(made.id)).length, 1);
  const ticket = result(await client.tickets.create({
    ticket: { subject: 'Theirs', comment: { body: 'x' }, requester_id: user.id, organization_id: made.id },
  }));
  assert.deepEqual((await client.tickets.listByOrganization(made.id)).map((each) => each.id), [ticket.id]);
  assert.deepEqual((await client.tickets.listByUserRequested(user.id)).map((each) => each.id), [ticket.id]);
  await client.organizations.delete(made.id);
  const group = result(await client.groups.create({ group: { name: 'Night shift' } }));
  const me = result(await client.users.me());
  const membership = result(await client.groupmemberships.create({ group_membership: { user_id: me.id, group_id: group.id } }));
  assert.equal((membership.group_membership ?? membership).group_id, group.id);
  assert.ok((await client.groupmemberships.listByUser(me.id)).length >= 3);
  assert.equal((await client.groups.list()).length, 3);
  await client.groups.delete(group.id);
});

test('searches', async () => {
  await client.tickets.create({ ticket: { subject: 'Needle in hay', comment: { body: 'x' }, tags: ['rare'] } });
  const page = await client.search.query('type:ticket tags:rare');
  const rows = page.result?.results ?? page.results ?? page.result ?? page;
  assert.equal(rows[0].subject, 'Needle in hay');
  assert.ok((await client.search.queryAll('type:ticket subject:Bulk')).length >= 88);
  const count = await client.search.showResultsCount('type:ticket tags:rare');
  assert.equal(count.result?.count ?? count.count ?? count.result, 1);
  const exported = await client.search.exportResults('tags:rare', 'ticket');
  assert.equal(exported.length, 1);
});

test('fields, forms, views, macros, locales, statuses', async () => {
  const fields = await client.ticketfields.list();
  assert.ok(fields.some((each) => each.type === 'tagger'));
  const field = result(await client.ticketfields.create({ ticket_field: { type: 'text', title: 'Serial' } }));
  const id = (field.ticket_field ?? field).id;
  const ticket = result(await client.tickets.create({ ticket: { comment: { body: 'x' }, custom_fields: [{ id, value: 'S-1' }] } }));
  assert.equal(ticket.custom_fields.find((each) => each.id === id).value, 'S-1');
  assert.equal((await client.ticketforms.list()).length, 1);
  const views = await client.views.list();
  assert.ok(views.length >= 3);
  assert.ok((await client.views.tickets(views[1].id)).length > 0);
  const macro = result(await client.macros.create({ macro: { title: 'Close', actions: [{ field: 'status', value: 'solved' }] } }));
  assert.equal((await client.macros.list())[0].id, (macro.macro ?? macro).id);
  assert.ok((await client.locales.list()).length >= 1);
});

test('exports by cursor and by time, uploads, requests', async () => {
  const start = Math.floor(Date.now() / 1000) - 3600;
  const cursor = result(await client.ticketexport.exportCursor(start));
  assert.equal(cursor.end_of_stream, true);
  assert.equal(result(await client.ticketexport.export(start)).end_of_stream, true);
  assert.equal(await refused(client.ticketexport.exportCursor(start + 7200)), 422);
  const uploaded = await client.attachments.upload('package.json', { filename: 'package.json' });
  const answered = result(await client.tickets.create({
    ticket: { subject: 'With a file', comment: { body: 'see', uploads: [uploaded.upload.token] } },
  }));
  const [comment] = await client.tickets.getComments(answered.id);
  assert.equal(comment.attachments[0].file_name, 'package.json');
  await client.users.incremental(start);
  await client.organizations.incremental(start);
  const request = result(await client.requests.create({ request: { subject: 'Mine', comment: { body: 'x' } } }));
  assert.equal((request.request ?? request).subject, 'Mine');
  assert.ok((await client.requests.list()).length > 0);
});

test('tells the limit and what is not there', async () => {
  const small = zendesk.createClient({ username: ZENDESK_EMAIL, token: LIMITED_TOKEN, endpointUri: `${LIMITED_URL}/api/v2` });
  const seen = [];
  for (let call = 0; call < 4; call++) {
    seen.push(result(await small.users.me()).statusCode ?? 200);
  }
  // This client resolves a refusal that says when to come back.
  assert.deepEqual(seen, [200, 200, 200, 429]);
  assert.equal(await refused(client.triggers.list()), 404);
});
