'use strict';

// TP Capital: signals and prices.
module.exports = {
  service: 'tp-capital',
  http: {
    host: '127.0.0.1',
    port: Number(process.env.HTTP_PORT || 3201),
  },
  database: {
    host: process.env.DB_HOST || '127.0.0.1',
    port: Number(process.env.DB_PORT || 5432),
    user: process.env.DB_USER || 'research',
    password: process.env.DB_PASSWORD,
    name: process.env.DB_NAME || 'research',
  },
  // Time series, in the protocol of PostgreSQL; written by way of the line protocol.
  questdb: {
    host: '127.0.0.1',
    port: Number(process.env.QUESTDB_PORT || 8814),
    ingest: Number(process.env.QUESTDB_ILP_PORT || 9010),
    user: 'admin',
    password: process.env.QUESTDB_PASSWORD,
  },
  // Not ports, and nobody may take them for some.
  cache: { seconds: 5432, entries: 15432 },
};
