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
  // Not ports, and nobody may take them for some.
  cache: { seconds: 5432, entries: 15432 },
};
