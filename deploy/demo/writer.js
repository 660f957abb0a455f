'use strict';

// Writes rows with ids of its own choosing through the host port, about one every 50 ms, and notes every id that the
// database acknowledged. The port is read anew from .env at each connect. A row whose answer got lost is sent again:
// the insert looks for the id first, and the table has no unique key, so a doubled row would show. What failed is noted
// too: when (in ms since 1970), at which port, and the whole of what psql said.
const fs = require('node:fs');
const { spawn } = require('node:child_process');
const readline = require('node:readline');

const { ENV_FILE, PORT_VARIABLE, NOTES, PGUSER, PGPASSWORD, PGDATABASE, PATH } = process.env;
const notes = fs.openSync(`${NOTES}/acknowledged`, 'a');
const faults = fs.openSync(`${NOTES}/faults`, 'a');
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// In seconds, for a connection and for an answer: less than the policy has a client wait (hold.limit), and more than a SYN
// takes that is repeated twice. How long the longest wait was is told at the end.
const PATIENCE = 5;

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => { stopping = true; });
}

function port() {
  return new RegExp(`^${PORT_VARIABLE}=(\\d+)`, 'm').exec(fs.readFileSync(ENV_FILE, 'utf8'))[1];
}

function connect() {
  const at = port();
  const environment = {
    PATH, PGHOST: '127.0.0.1', PGPORT: at, PGUSER, PGPASSWORD, PGDATABASE, PGCONNECT_TIMEOUT: String(PATIENCE),
  };
  const psql = spawn('psql', ['-XAtq', '-v', 'ON_ERROR_STOP=1'], { env: environment, stdio: ['pipe', 'pipe', 'pipe'] });
  const session = { at, over: false, reason: '', answer: () => {}, psql };
  psql.stderr.on('data', (text) => { session.reason += text; });
  psql.stdin.on('error', () => {});
  psql.on('close', () => { session.over = true; session.answer(null); });
  readline.createInterface({ input: psql.stdout }).on('line', (line) => session.answer(line));
  return session;
}

function write(session, id) {
  return new Promise((resolve) => {
    const limit = setTimeout(() => session.psql.kill('SIGKILL'), PATIENCE * 1000);
    session.answer = (line) => { clearTimeout(limit); resolve(line === String(id)); };
    if (session.over) {
      session.answer(null);
      return;
    }
    session.psql.stdin.write(
      `insert into demo_writes (id) select ${id} where not exists (select from demo_writes where id = ${id}); select ${id};\n`);
  });
}

async function main() {
  let session = connect();
  for (let id = 1; !stopping; id++) {
    while (!(await write(session, id))) {
      fs.writeSync(faults, `${Date.now()} ${session.at} ${session.reason.trim().replace(/\s*\n\s*/g, ' / ')}\n`);
      session.psql.kill('SIGKILL');
      await pause(50);
      session = connect();
    }
    fs.writeSync(notes, `${id} ${Date.now()} ${session.at}\n`);
    await pause(50);
  }
  session.psql.stdin.end();
}

main();
