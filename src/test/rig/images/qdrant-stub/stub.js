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
  if (path === '/collections') return ok({ collections: Object.keys(collections).map((each) => ({ name: each })) });
  if (first !== 'collections') return [404, {}];
  if (method === 'PUT' && rest.length === 0) {
    collections[name] = { vectors: body.vectors, points: [] };
    return ok(true);
  }
  const one = collections[name];
  if (!one) return missing(name);
  switch (`${method} ${rest.join('/')}`) {
    case 'GET ': return ok(info(one));
    case 'PUT points': {
      const ids = new Set(body.points.map((point) => point.id));
      one.points = one.points.filter((point) => !ids.has(point.id)).concat(body.points);
      return ok({ operation_id: 0, status: 'completed' });
    }
    case 'POST points/count': return ok({ count: one.points.length });
    case 'POST points/scroll': return ok(scroll(one, body));
    default: return [404, {}];
  }
}

const server = http.createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  if (request.url === '/readyz') return response.end('all shards are ready');
  const [code, body] = key && request.headers['api-key'] !== key
    ? [401, undefined]
    : answer(request.method, request.url.split('?')[0], text ? JSON.parse(text) : {});
  response.writeHead(code, { 'content-type': 'application/json' });
  return response.end(body === undefined ? 'Must provide an API key or an Authorization bearer token' : JSON.stringify(body));
});

process.on('SIGTERM', () => {
  fs.writeFileSync(file, JSON.stringify(collections));
  process.exit(0);
});
server.listen(6333);
http2.createServer().listen(6334);
