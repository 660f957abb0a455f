'use strict';

// The workspace API.
module.exports = {
  service: 'workspace',
  http: {
    host: '127.0.0.1',
    port: Number(process.env.HTTP_PORT || 3200),
  },
  database: {
    host: process.env.DB_HOST || '127.0.0.1',
    port: Number(process.env.DB_PORT || 5432),
    user: process.env.DB_USER || 'research',
    password: process.env.DB_PASSWORD,
    name: process.env.DB_NAME || 'research',
  },
};
