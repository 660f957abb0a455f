'use strict';

// A stub of Qdrant, not Qdrant: it answers as the REST reference documents for the few questions that berth and its
// tests ask, and greets in HTTP/2 where gRPC would be. Points are in memory until SIGTERM writes them to the volume;
// after a SIGKILL they are gone.
const fs = require('node:fs');
const http = require('node:http');
const http2 = require('node:http2');

const file = '/qdrant/storage/points.json';
const key = process.env.QDRANT__SERVICE__API_KEY;
const collections = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};

const aliases = new Map();
const snapshots = new Map();
let taken = 0;

const ok = (result) => [200, { result, status: 'ok', time: 0.0001 }];
const missing = (name) => [404, { status: { error: `Not found: Collection \`${name}\` doesn't exist!` }, time: 0 }];
const info = (one) => ({
  status: 'green',
  optimizer_status: 'ok',
  points_count: one.points.length,
  segments_count: 1,
  config: { params: { vectors: one.vectors, shard_number: 1 }, hnsw_config: { m: 16, ef_construct: 100 } },
  payload_schema: {},
});

function scroll(one, { limit = 10, offset = 0, with_payload = true, with_vector = false }) {
  const sorted = one.points.filter((point) => point.id >= offset).sort((a, b) => a.id - b.id);
  const page = sorted.slice(0, limit).map(({ id, payload, vector }) => ({
    id, ...(with_payload ? { payload } : {}), ...(with_vector ? { vector } : {}),
  }));
  return { points: page, next_page_offset: sorted.length > limit ? sorted[limit].id : null };
}

function answer(method, path, body) {
  const [, first, name, ...rest] = path.split('/').map(decodeURIComponent);
  if (path === '/cluster') return ok({ status: 'disabled' });
  if (path === '/') return [200, { title: 'qdrant - vector search engine', version: '1.15.4' }];
  if (path === '/aliases') {
    return ok({ aliases: [...aliases].map(([alias_name, collection_name]) => ({ alias_name, collection_name })) });
  }
  if (method === 'POST' && path === '/collections/aliases') {
    for (const { create_alias: one } of body.actions) aliases.set(one.alias_name, one.collection_name);
    return ok(true);
  }
  if (path === '/collections') return ok({ collections: Object.keys(collections).map((each) => ({ name: each })) });
  if (first !== 'collections') return [404, {}];
  if (method === 'PUT' && rest.length === 0) {
    collections[name] = { vectors: body.vectors, points: [] };
    return ok(true);
  }
  if (method === 'POST' && rest.join('/') === 'snapshots/upload') {
    collections[name] = body;
    return ok(true);
  }
  const one = collections[name];
  if (!one) return missing(name);
  if (rest[0] === 'snapshots' && rest.length === 2) {
    const key = `${name}/${rest[1]}`;
    if (!snapshots.has(key)) return [404, { status: { error: `Not found: Snapshot ${rest[1]} not found` }, time: 0 }];
    if (method === 'DELETE') return ok(snapshots.delete(key));
    return [200, snapshots.get(key)];
  }
  switch (`${method} ${rest.join('/')}`) {
    case 'GET ': return ok(info(one));
    case 'PUT points': {
      const ids = new Set(body.points.map((point) => point.id));
      one.points = one.points.filter((point) => !ids.has(point.id)).concat(body.points);
      return ok({ operation_id: 0, status: 'completed' });
    }
    case 'GET snapshots':
      return ok([...snapshots.keys()].filter((key) => key.startsWith(`${name}/`)).map((key) => ({ name: key.split('/')[1] })));
    case 'POST snapshots': {
      const snapshot = `${name}-${(taken += 1)}-2026-11-28-03-00-00.snapshot`;
      snapshots.set(`${name}/${snapshot}`, JSON.parse(JSON.stringify(one)));
      return ok({ name: snapshot, creation_time: '2026-11-28T03:00:00', size: JSON.stringify(one).length });
    }
    case 'POST points/count': return ok({ count: one.points.length });
    case 'POST points/scroll': return ok(scroll(one, body));
    default: return [404, {}];
  }
}

// Of a form, its one file; snapshots of this stub are JSON, where Qdrant's are tar files.
function parsed(request, text) {
  if (!(request.headers['content-type'] || '').startsWith('multipart/form-data')) return text ? JSON.parse(text) : {};
  const boundary = request.headers['content-type'].split('boundary=')[1];
  const [head, ...content] = text.split(`--${boundary}`)[1].split('\r\n\r\n');
  if (!head.includes('name="snapshot"')) throw new Error('no part called snapshot');
  return JSON.parse(content.join('\r\n\r\n'));
}

const server = http.createServer(async (request, response) => {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += chunk;
  if (request.url === '/readyz') return response.end('all shards are ready');
  const [code, body] = key && request.headers['api-key'] !== key
    ? [401, undefined]
    : answer(request.method, request.url.split('?')[0], parsed(request, text));
  response.writeHead(code, { 'content-type': 'application/json' });
  return response.end(body === undefined ? 'Must provide an API key or an Authorization bearer token' : JSON.stringify(body));
});

process.on('SIGTERM', () => {
  fs.writeFileSync(file, JSON.stringify(collections));
  process.exit(0);
});
server.listen(6333);
http2.createServer().listen(6334);
