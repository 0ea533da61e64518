'use strict';
const byId = id => document.getElementById(id);
const ROWS = 300, PAGE = 20, GAUGES = 40, NEWS = 5000;
let token = '', system = '', systems = [], listening = null, from = 0, faults = null, off = [], order = [];

/** An element with text and children; text is only ever set as text. */
function make(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (name === 'text') element.textContent = value;
    else if (name === 'on') for (const [event, action] of Object.entries(value)) element.addEventListener(event, action);
    else if (name in element && typeof value !== 'string') element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

async function call(path, method = 'GET', body) {
  const response = await fetch('/__fake' + path, {
    method, headers: { Authorization: 'Bearer ' + token, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body), cache: 'no-store' });
  const answer = await response.json();
  if (!response.ok) {
    const wrong = new Error(answer.error ? answer.error.message + ': ' + answer.error.hint : 'status ' + response.status);
    wrong.status = response.status;
    throw wrong;
  }
  return answer;
}
const of = (path, method, body) => call('/' + encodeURIComponent(system) + path, method, body);
const time = at => at.slice(11, 23).replace('Z', '');
const brief = value => { const text = typeof value === 'string' ? value : JSON.stringify(value); return text.length > 300 ? text.slice(0, 300) + '…' : text; };
/** Said only when it changes, so that a screen reader does not hear it every second. */
const say = text => { if (byId('state').textContent !== text) byId('state').textContent = text; };

/** Puts new children in place of the old; whoever had the focus among them has it again. */
function renew(parent, ...children) {
  const places = () => [...parent.querySelectorAll('button, input, select')];
  const place = places().indexOf(document.activeElement);
  parent.replaceChildren(...children);
  if (place >= 0) (places()[Math.min(place, places().length - 1)] || byId('main')).focus();
}

/** A control that can do nothing any more hands the focus to the one beside it. */
function enable(control, on, beside) {
  if (!on && document.activeElement === control) { beside.disabled = false; beside.focus(); }
  control.disabled = !on;
}

async function begin() {
  const asked = new URLSearchParams(location.hash.slice(1)).get('token');
  if (asked) history.replaceState(null, '', location.pathname);
  token = asked || sessionStorage.getItem('token') || '';
  byId('login').addEventListener('submit', event => { event.preventDefault(); token = byId('token').value.trim(); connect(); });
  if (token) await connect(); else askForToken('');
}

function askForToken(why) {
  byId('login').hidden = false;
  byId('main').hidden = true;
  byId('login-error').textContent = why;
  say('Not connected');
  byId('token').focus();
}

async function connect() {
  try {
    systems = (await call('')).systems;
  } catch (wrong) {
    askForToken(wrong.status === 401 ? 'That token is not the one that was printed.' : wrong.message);
    return;
  }
  sessionStorage.setItem('token', token);
  byId('login').hidden = true;
  byId('main').hidden = false;
  byId('tabs').replaceChildren(...systems.map(one => make('button', {
    text: one.system, type: 'button', role: 'tab', id: 'tab-' + one.system, 'aria-controls': 'main',
    on: { click: () => choose(one.system), keydown: walkTabs } })));
  if (systems.length) choose(systems[0].system);
}

function walkTabs(event) {
  const place = systems.findIndex(one => one.system === system);
  const wanted = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: systems.length - 1 }[event.key];
  if (wanted === undefined) return;
  event.preventDefault();
  const next = systems[(wanted + systems.length) % systems.length].system;
  choose(next);
  byId('tab-' + next).focus();
}

function choose(name) {
  system = name;
  from = 0;
  off = [];
  order = [];
  for (const one of systems) {
    const tab = byId('tab-' + one.system);
    tab.setAttribute('aria-selected', String(one.system === name));
    tab.tabIndex = one.system === name ? 0 : -1;
  }
  document.title = name + ' – Sallyport fakes';
  byId('stream').replaceChildren();
  byId('verdict').replaceChildren();
  byId('verdict-sum').textContent = '';
  listen(name);
  refresh();
  showFaults();
  showKinds();
}

/** Requests as they come, over one long answer; the token goes in a header, so this is no EventSource. */
async function listen(name) {
  if (listening) listening.abort();
  const mine = listening = new AbortController();
  try {
    const latest = (await of('/journal?from=9007199254740991')).count;
    const response = await fetch('/__fake/' + encodeURIComponent(name) + '/journal/live?from=' + Math.max(0, latest - ROWS), {
      headers: { Authorization: 'Bearer ' + token }, signal: mine.signal, cache: 'no-store' });
    if (!response.ok) throw new Error('status ' + response.status);
    live(true);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let text = '', read = await reader.read(); !read.done; read = await reader.read()) {
      const events = (text + read.value).split('\n\n');
      text = events.pop();
      events.forEach(take);
    }
    throw new Error('ended');
  } catch (wrong) {
    if (mine.signal.aborted) return;
    live(false);
    setTimeout(() => { if (listening === mine) { byId('stream').replaceChildren(); listen(name); } }, 2000);
  }
}

function live(on) {
  byId('live').textContent = on ? 'live' : 'interrupted';
  byId('live').classList.toggle('off', !on);
}

function take(event) {
  if (event.startsWith('event: reset')) { byId('stream').replaceChildren(); return; }
  const data = event.split('\n').find(line => line.startsWith('data: '));
  if (!event.startsWith('event: request') || !data) return;
  const rows = byId('stream');
  rows.prepend(row(JSON.parse(data.slice(6))));
  while (rows.rows.length > ROWS) rows.lastElementChild.remove();
  byId('stream-empty').hidden = true;
  tell(JSON.parse(data.slice(6)));
}

/** Requests as a screen reader hears them: how many of which end, every few seconds, never one by one. */
let heard = null;
function tell(entry) {
  if (!heard) {
    heard = { requests: 0, refused: 0 };
    setTimeout(() => {
      byId('news').replaceChildren(heard.requests + ' new requests, ' + heard.refused + ' refused or failed');
      heard = null;
    }, NEWS);
  }
  heard.requests++;
  if (entry.status >= 400 || entry.status === 0) heard.refused++;
}

function row(entry) {
  const kind = entry.status >= 500 || entry.status === 0 ? 'bad' : entry.status >= 400 ? 'warn' : 'good';
  const told = make('td');
  if (entry.fault) told.append(make('span', { class: 'tag bad', text: entry.fault.toLowerCase().replaceAll('_', ' ') }));
  if (entry.refusedBy) told.append(make('span', { class: 'tag warn', text: 'over ' + entry.refusedBy }));
  if (entry.downtime) told.append(make('span', { class: 'tag bad', text: 'downtime' }));
  if (entry.occurrence > 1) told.append(make('span', { class: 'tag plain', text: 'time ' + entry.occurrence }));
  return make('tr', {},
    make('td', { text: String(entry.sequence) }), make('td', { text: time(entry.at) }),
    make('td', { text: entry.method + ' ' + entry.operation, title: brief(entry.subject || '') }),
    make('td', {}, make('span', { class: 'tag ' + kind, text: entry.status === 0 ? 'cut' : String(entry.status) })),
    told, make('td', { class: 'number', text: millis(entry.took) }));
}

function millis(duration) {
  const parts = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(duration || '');
  if (!parts) return '';
  const seconds = (Number(parts[1] || 0) * 60 + Number(parts[2] || 0)) * 60 + Number(parts[3] || 0);
  return seconds < 1 ? (seconds * 1000).toFixed(1) + ' ms' : seconds.toFixed(2) + ' s';
}

let turn = 0;
async function refresh() {
  const mine = ++turn, name = system;
  try {
    const [fact, quotas, clock, hit] = await Promise.all([of(''), of('/quotas'), of('/clock'), of('/faults')]);
    const truth = await of('/truth?limit=100&from=' + Math.max(0, fact.effects - 100));
    if (name === system) {
      showFacts(fact);
      showQuotas(quotas.quotas);
      showClock(clock);
      showHits(hit);
      showTruth(truth.effects);
      say('Connected to ' + name);
    }
  } catch (wrong) {
    if (wrong.status === 401) { askForToken('The fakes were started again: their token is another one now.'); return; }
    say('No answer: ' + wrong.message);
  }
  if (mine === turn) setTimeout(() => { if (mine === turn) refresh(); }, document.hidden ? 5000 : 1000);
}

function showFacts(fact) {
  const shown = [['Requests', fact.requests], ['Effects', fact.effects], ['Faults met', fact.faultsMet], ['Late effects to come', fact.lateEffectsPending]];
  byId('facts').replaceChildren(...shown.map(([name, value]) =>
    make('div', {}, make('dt', { text: name }), make('dd', { text: value.toLocaleString('en') }))));
  byId('url').textContent = fact.url;
  byId('stream-empty').hidden = byId('stream').rows.length > 0;
}

function showQuotas(quotas) {
  if (!quotas.length) { byId('quotas').replaceChildren(make('p', { class: 'empty', text: 'This fake has none.' })); return; }
  const share = quota => quota.limit ? quota.used / quota.limit : 0;
  byId('quotas').replaceChildren(...quotas.sort((a, b) => share(b) - share(a)).slice(0, GAUGES).map(quota => {
    const meter = make('meter', { 'aria-label': quota.name + ' used', min: 0, max: Math.max(1, quota.limit), value: Math.min(quota.used, quota.limit),
      low: quota.limit * .7, high: quota.limit * .9, optimum: 0 });
    return make('div', { class: 'gauge' },
      make('p', {}, make('strong', { text: quota.name }), make('span', { text: quota.used.toLocaleString('en') + ' of ' + quota.limit.toLocaleString('en') })),
      meter,
      make('small', { text: quota.window.toLowerCase() + (quota.key ? ' · ' + brief(quota.key) : '') + (quota.refused ? ' · ' + quota.refused + ' refused' : '') }));
  }), make('p', { class: 'empty', text: quotas.length > GAUGES ? 'and ' + (quotas.length - GAUGES) + ' that are used less' : '' }));
}

function showClock(clock) {
  byId('now').textContent = clock.now.slice(0, 19).replace('T', ' ') + ' UTC';
  for (const control of byId('clock-actions').querySelectorAll('button, select')) control.disabled = !clock.movable;
  const speed = byId('speed'), now = String(clock.speed);
  if (document.activeElement === speed) return;
  if (![...speed.options].some(option => option.value === now)) speed.append(make('option', { value: now, text: '×' + now }));
  speed.value = now;
}

const move = async body => { try { showClock(await of('/clock', 'POST', body)); } catch (wrong) { say(wrong.message); } };

let told = '';
function showTruth(effects) {
  const text = system + JSON.stringify(effects);
  if (text === told) return;
  told = text;
  byId('truth-empty').hidden = effects.length > 0;
  byId('truth').replaceChildren(...effects.reverse().map(effect => make('tr', {},
    make('td', { text: String(effect.sequence) }), make('td', { text: time(effect.at) }),
    make('td', {}, make('span', { class: 'tag good', text: effect.kind.toLowerCase() })),
    make('td', { text: brief(effect.resource + ' ' + effect.recordId) }),
    make('td', { text: brief(effect.fields), title: brief(effect.fields) }), make('td', { text: effect.requestId }))));
}

async function showFaults(answer) {
  const name = system;
  try { faults = answer || await of('/faults'); } catch (wrong) { byId('fault-error').textContent = wrong.message; return; }
  if (name !== system) return;
  byId('fault-error').textContent = '';
  renew(byId('plans'), ...['none', ...faults.ready].map(plan => make('button', {
    type: 'button', text: plan, on: { click: () => { off = []; order = []; change('/faults', 'PUT', plan); } } })));
  if (byId('kind').length !== faults.kinds.length) {
    byId('kind').replaceChildren(...faults.kinds.map(kind => make('option', { value: kind, text: kind.replaceAll('-', ' ') })));
  }
  const switches = [...faults.plan.rules.map((rule, place) => ({ rule, on: true, place })), ...off.map(rule => ({ rule, on: false }))];
  for (const one of switches) if (!order.includes(JSON.stringify(one.rule))) order.push(JSON.stringify(one.rule));
  renew(byId('rules'), ...switches.sort((a, b) => rank(a.rule) - rank(b.rule)).map(({ rule, on, place }) => {
    const box = make('input', { type: 'checkbox', checked: on, on: { change: () => flip(rule, on) } });
    const hits = make('span', { class: 'hits', 'data-place': on ? String(place) : '', text: on ? '' : 'off' });
    return make('li', {}, make('label', {}, box, make('span', { text: brief(ruleText(rule)) }), hits));
  }));
  showHits(faults);
}

/** A rule keeps its place when it is switched off and on. */
const rank = rule => order.indexOf(JSON.stringify(rule));

function ruleText(rule) {
  return rule.kind.replaceAll('-', ' ') + ' on ' + (rule.on === '*' ? 'everything' : rule.on) + (rule.access ? ', ' + rule.access + 's' : '')
    + ', ' + Math.round(rule.probability * 1000) / 10 + ' %' + (rule.atMost === 'always' ? '' : ', at most ' + rule.atMost + ' a subject');
}

function showHits(answer) {
  if (!faults || JSON.stringify(answer.plan) !== JSON.stringify(faults.plan)) { if (answer !== faults) showFaults(answer); return; }
  for (const shown of byId('rules').querySelectorAll('.hits')) {
    if (shown.dataset.place !== '') shown.textContent = answer.hits[Number(shown.dataset.place)].hits + ' met';
  }
}

function flip(rule, on) {
  const text = JSON.stringify(rule);
  const rules = faults.plan.rules.filter(other => JSON.stringify(other) !== text);
  off = off.filter(other => JSON.stringify(other) !== text);
  if (on) off.push(rule); else rules.push(rule);
  rules.sort((a, b) => rank(a) - rank(b));
  change('/faults', 'PUT', { ...faults.plan, rules });
}

async function change(path, method, body) {
  try { await showFaults(await of(path, method, body)); } catch (wrong) { byId('fault-error').textContent = wrong.message; }
}

async function showKinds() {
  try {
    const { resources } = await of('/state');
    byId('resource').replaceChildren(...Object.entries(resources).map(([name, count]) => make('option', { value: name, text: name + ' (' + count + ')' })));
    byId('records-section').hidden = !Object.keys(resources).length;
    if (Object.keys(resources).length) showRecords();
  } catch (wrong) { say(wrong.message); }
}

async function showRecords() {
  const page = await of('/state/' + encodeURIComponent(byId('resource').value) + '?from=' + from + '&limit=' + PAGE);
  const names = [...new Set(page.records.flatMap(record => Object.keys(record)))].slice(0, 12);
  byId('range').textContent = page.records.length ? (from + 1) + ' to ' + (from + page.records.length) + ' of ' + page.count : 'none';
  const less = from > 0, more = from + PAGE < page.count;
  enable(byId('back'), less, byId('forth'));
  enable(byId('forth'), more, less ? byId('back') : byId('resource'));
  byId('records').replaceChildren(
    make('thead', {}, make('tr', {}, ...names.map(name => make('th', { scope: 'col', text: brief(name) })))),
    make('tbody', {}, ...page.records.map(record => make('tr', {}, ...names.map(name => {
      const text = record[name] === undefined ? '' : brief(record[name]);
      return make('td', { text, title: text });
    })))));
}

async function judge() {
  try {
    const verdict = await of('/verdict');
    const order = { FAIL: 0, PASS: 1, INCONCLUSIVE: 2 }, look = { FAIL: 'bad', PASS: 'good', INCONCLUSIVE: 'plain' };
    const rulings = verdict.rulings.slice().sort((a, b) => order[a.result] - order[b.result]);
    const count = result => rulings.filter(one => one.result === result).length;
    byId('verdict-sum').textContent = count('FAIL') + ' broken, ' + count('PASS') + ' kept, ' + count('INCONCLUSIVE') + ' not put to the test';
    byId('verdict').replaceChildren(...rulings.map(one => make('li', {},
      make('span', { class: 'tag ' + look[one.result], text: one.result.toLowerCase() }),
      make('strong', { text: one.id + ' ' + one.name }), make('span', { text: ' – ' + one.reason + (one.result === 'FAIL' ? ' ' + one.advice : '') }))));
  } catch (wrong) { byId('verdict-sum').textContent = wrong.message; }
}

byId('clock-actions').addEventListener('click', event => { const step = event.target.dataset.step; if (step) move({ step }); });
byId('speed').addEventListener('change', event => move({ speed: Number(event.target.value) }));
byId('resource').addEventListener('change', () => { from = 0; showRecords(); });
byId('back').addEventListener('click', () => { from = Math.max(0, from - PAGE); showRecords(); });
byId('forth').addEventListener('click', () => { from += PAGE; showRecords(); });
byId('judge').addEventListener('click', judge);
byId('reset').addEventListener('click', async () => {
  if (!confirm('Reset ' + system + '? State, truth and journal go back to the start.')) return;
  try { await of('/reset', 'POST'); from = 0; byId('stream').replaceChildren(); await refresh(); showKinds(); } catch (wrong) { say(wrong.message); }
});
byId('add').addEventListener('submit', event => {
  event.preventDefault();
  change('/faults/rules', 'POST', { kind: byId('kind').value, on: byId('on').value || '*', probability: Number(byId('probability').value), atMost: 'always' });
});
begin();
