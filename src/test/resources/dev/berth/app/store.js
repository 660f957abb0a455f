'use strict';

// An HTTP service that keeps rows: PUT /rows/N adds one, GET /rows lists them, GET /rows/first gives the first.
const fs = require('node:fs');
const http = require('node:http');

const FILE = '/data/rows';
const rows = () => (fs.existsSync(FILE) ? fs.readFileSync(FILE, 'utf8') : '');

const server = http.createServer((request, response) => {
  const answer = (code, body) => {
    response.writeHead(code, { 'content-type': 'text/plain', 'content-length': body.length, connection: 'close' });
    response.end(body);
  };
  const added = /^\/rows\/(-?\d+)$/.exec(request.url);
  if (request.method === 'PUT' && added) {
    fs.appendFileSync(FILE, added[1] + '\n');
    answer(201, added[1] + '\n');
  } else if (request.url === '/rows') {
    answer(200, rows());
  } else if (request.url === '/rows/first') {
    answer(200, rows().split('\n')[0] + '\n');
  } else {
    answer(404, 'unknown path\n');
  }
});

process.on('SIGTERM', () => server.close(() => process.exit(0)));
server.listen(8080);
