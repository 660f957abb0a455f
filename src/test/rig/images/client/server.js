'use strict';

// A client service in miniature. It reads /app/src/config.js once, at its start, as a real service does,
// and answers GET /health with 200 when `select 1` works on the database that the file names, else with 503.
const http = require('node:http');
const { execFile } = require('node:child_process');
const { service, http: web, database } = require('/app/src/config.js');

const environment = {
  PATH: process.env.PATH,
  PGHOST: database.host,
  PGPORT: String(database.port),
  PGUSER: database.user,
  PGPASSWORD: database.password,
  PGDATABASE: database.name,
  PGCONNECT_TIMEOUT: '2',
};

function check(answer) {
  const started = process.hrtime.bigint();
  execFile('psql', ['-XAtqc', 'select 1'], { env: environment, timeout: 3000 }, (error, stdout, stderr) => {
    const healthy = !error && stdout.trim() === '1';
    answer(healthy ? 200 : 503, {
      service,
      status: healthy ? 'ok' : 'failed',
      database: `${database.host}:${database.port}`,
      milliseconds: Number((process.hrtime.bigint() - started) / 1000000n),
      ...(healthy ? {} : { reason: stderr.trim().split('\n')[0] || String(error) }),
    });
  });
}

const server = http.createServer((request, response) => {
  const answer = (code, body) => {
    response.writeHead(code, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body) + '\n');
  };
  if (request.method === 'GET' && request.url === '/health') {
    check(answer);
  } else {
    answer(404, { status: 'unknown path' });
  }
});

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => process.exit(0));
}
server.listen(web.port, web.host, () => console.log(`${service} on ${web.host}:${web.port}, database ${database.host}:${database.port}`));
