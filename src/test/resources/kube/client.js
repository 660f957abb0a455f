'use strict';

// What a client pod of the tests does beside answering /health: it connects to the database, writes one row that says how it
// has fared so far, and leaves, again and again. It speaks PostgreSQL's protocol itself, so that a visit costs no process.
const fs = require('node:fs');
const net = require('node:net');
const port = Number(process.env.DB_PORT);
const host = process.env.DB_HOST;
const pod = process.env.HOSTNAME;
let visits = 0;
let failed = 0;

// First packets that got no answer and were sent again, by the kernel's count for this pod's network.
function lost() {
  const [names, counts] = fs
    .readFileSync('/proc/net/netstat', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('TcpExt:'))
    .map((line) => line.split(' '));
  return Number(counts[names.indexOf('TCPSynRetrans')]);
}

function message(type, text) {
  const body = Buffer.from(text + '\0');
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

function startup() {
  const body = Buffer.from('user\0postgres\0database\0postgres\0\0');
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 8, 0);
  head.writeInt32BE(196608, 4);
  return Buffer.concat([head, body]);
}

function visit() {
  const row = `'${pod}', ${port}, ${visits}, ${failed}, ${lost()}`;
  const socket = net.connect({ host, port, timeout: 5000 });
  let bytes = Buffer.alloc(0);
  let ready = 0;
  const end = (reason) => {
    socket.removeAllListeners();
    socket.on('error', () => {});
    socket.destroy();
    if (reason) {
      failed++;
      console.log(`${host}:${port}: ${reason}`);
    }
    visits++;
    setTimeout(visit, 20);
  };
  socket.on('connect', () => socket.write(startup()));
  socket.on('timeout', () => end('no answer'));
  socket.on('error', (error) => end(error.message));
  socket.on('close', () => end('closed'));
  socket.on('data', (more) => {
    bytes = Buffer.concat([bytes, more]);
    while (bytes.length >= 5 && bytes.length >= bytes.readInt32BE(1) + 1) {
      const type = String.fromCharCode(bytes[0]);
      const text = bytes.subarray(5, bytes.readInt32BE(1) + 1).toString();
      bytes = bytes.subarray(bytes.readInt32BE(1) + 1);
      if (type === 'E') {
        return end(text);
      }
      if (type === 'Z' && ++ready === 1) {
        socket.write(message('Q', `insert into visits values (${row})`));
      } else if (type === 'Z') {
        return end();
      }
    }
  });
}

visit();

// On the port where it is to find itself unwell it asks where nobody is.
const ill = process.env.ILL_ON === String(port);
module.exports = {
  service: 'web',
  http: { host: '0.0.0.0', port: 3200 },
  database: { host: ill ? '127.0.0.1' : host, port: ill ? 1 : port, user: 'postgres', password: '', name: 'postgres' },
};
