'use strict';

// A client service in miniature. It reads /app/src/config.js once, at its start, as a real service does, and answers
// GET /health with 200 when every database that the file names answers by its own protocol, else with 503.
const http = require('node:http');
const http2 = require('node:http2');
const net = require('node:net');
const { execFile } = require('node:child_process');
const { service, http: web, database, questdb, qdrant } = require('/app/src/config.js');

const PATIENCE = 3000;

// One query by PostgreSQL's protocol, which QuestDB speaks as well.
const query = ({ host, port, user, password, name }) => new Promise((resolve, reject) => {
  const environment = {
    PATH: process.env.PATH,
    PGHOST: host,
    PGPORT: String(port),
    PGUSER: user,
    PGPASSWORD: password,
    PGDATABASE: name,
    PGCONNECT_TIMEOUT: '2',
  };
  execFile('psql', ['-XAtqc', 'select 1'], { env: environment, timeout: PATIENCE }, (error, stdout, stderr) => {
    if (!error && stdout.trim() === '1') {
      resolve();
    } else {
      reject(new Error(stderr.trim().split('\n')[0] || String(error)));
    }
  });
});

// The line protocol has no answers: a connection that is taken and kept for a while is all that can be had.
const keeps = (host, port) => new Promise((resolve, reject) => {
  const socket = net.connect({ host, port, timeout: PATIENCE });
  const end = (settle, reason) => {
    socket.destroy();
    settle(reason && new Error(reason));
  };
  socket.on('connect', () => setTimeout(end, 200, resolve));
  socket.on('close', () => end(reject, 'it hangs up'));
  socket.on('error', error => end(reject, error.message));
  socket.on('timeout', () => end(reject, 'no answer in time'));
});

// Its list of collections, by REST.
const collections = async ({ url, key }) => {
  const answer = await fetch(`${url}/collections`, {
    headers: key ? { 'api-key': key } : {},
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!answer.ok || !Array.isArray((await answer.json()).result?.collections)) {
    throw new Error(`HTTP ${answer.status}`);
  }
};

// The settings with which a server greets that speaks HTTP/2, as gRPC does.
const greets = (host, port) => new Promise((resolve, reject) => {
  const session = http2.connect(`http://${host}:${port}`);
  const end = (settle, reason) => {
    session.destroy();
    settle(reason && new Error(reason));
  };
  session.setTimeout(PATIENCE, () => end(reject, 'no answer in time'));
  session.on('remoteSettings', () => end(resolve));
  session.on('error', error => end(reject, error.message));
});

// What is asked, by where it answers.
const questions = { [`${database.host}:${database.port}`]: () => query(database) };
if (questdb) {
  questions[`${questdb.host}:${questdb.port}`] = () => query({ ...questdb, name: 'qdb' });
  questions[`${questdb.host}:${questdb.ingest}`] = () => keeps(questdb.host, questdb.ingest);
}
if (qdrant) {
  questions[new URL(qdrant.url).host] = () => collections(qdrant);
  const host = new URL(qdrant.url).hostname;
  questions[`${host}:${qdrant.grpc}`] = () => greets(host, qdrant.grpc);
}

async function check() {
  const started = process.hrtime.bigint();
  const databases = {};
  await Promise.all(Object.entries(questions).map(async ([address, ask]) => {
    try {
      await ask();
      databases[address] = 'ok';
    } catch (error) {
      databases[address] = `failed: ${error.cause?.message || error.message}`;
    }
  }));
  const healthy = Object.values(databases).every(one => one === 'ok');
  return {
    service,
    status: healthy ? 'ok' : 'failed',
    databases,
    milliseconds: Number((process.hrtime.bigint() - started) / 1000000n),
  };
}

const server = http.createServer(async (request, response) => {
  const health = request.method === 'GET' && request.url === '/health';
  const body = health ? await check() : { status: 'unknown path' };
  response.writeHead(health ? (body.status === 'ok' ? 200 : 503) : 404, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body) + '\n');
});

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => process.exit(0));
}
server.listen(web.port, web.host, () => console.log(`${service} on ${web.host}:${web.port}, databases ${Object.keys(questions).join(', ')}`));
