'use strict';

// node stores.js fill|tell QUESTDB_HTTP QUESTDB_ILP QDRANT_REST: puts rows into QuestDB (half of them by its line
// protocol) and points into Qdrant, by their host ports, or tells what each holds: its name, a count and a checksum.
const { createHash } = require('node:crypto');
const net = require('node:net');

const [deed, http, ilp, rest] = process.argv.slice(2);
const { QUESTDB_PASSWORD, QDRANT_API_KEY } = process.env;
const ROWS = 50000;
const POINTS = 1000;

async function text(url, options) {
  const answer = await fetch(url, options);
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer.text();
}

function questdb(path, query) {
  const basic = Buffer.from(`admin:${QUESTDB_PASSWORD}`).toString('base64');
  return text(`http://127.0.0.1:${http}/${path}?query=${encodeURIComponent(query)}`, { headers: { authorization: `Basic ${basic}` } });
}

async function qdrant(method, path, body) {
  const answer = await text(`http://127.0.0.1:${rest}/collections/documents${path}`,
    { method, headers: { 'api-key': QDRANT_API_KEY, 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return JSON.parse(answer).result;
}

function send(lines) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(ilp), '127.0.0.1', () => socket.end(lines));
    socket.on('error', reject);
    socket.on('close', resolve);
  });
}

async function rows() {
  return Number((await questdb('exp', 'select count() from trades')).split('\n')[1]);
}

async function fill() {
  await questdb('exec', 'create table trades (id long, price double, at timestamp) timestamp(at) partition by day wal');
  await questdb('exec', `insert into trades select x, x / 3.0, cast(x * 1000000 as timestamp) from long_sequence(${ROWS / 2})`);
  let lines = '';
  for (let id = ROWS / 2 + 1; id <= ROWS; id++) lines += `trades id=${id}i,price=${id / 4} ${id}000000000\n`;
  await send(lines);
  await qdrant('PUT', '', { vectors: { size: 2, distance: 'Dot' } });
  await qdrant('PUT', '/points?wait=true', {
    points: Array.from({ length: POINTS }, (_, id) => ({ id, vector: [id, 0.5], payload: { page: id % 50 } })),
  });
  // The line protocol acknowledges nothing, so the rows are waited for.
  for (const end = Date.now() + 30000; await rows() < ROWS;) {
    if (Date.now() > end) throw new Error(`QuestDB has ${await rows()} of ${ROWS} rows`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function tell() {
  const sum = (value) => createHash('sha256').update(value).digest('hex');
  console.log('questdb', await rows(), sum(await questdb('exp', 'select * from trades order by id')));
  const { count } = await qdrant('POST', '/points/count', { exact: true });
  const { points } = await qdrant('POST', '/points/scroll', { limit: 2 * POINTS, with_payload: true, with_vector: true });
  console.log('qdrant', count, sum(JSON.stringify(points)));
}

({ fill, tell })[deed]();
