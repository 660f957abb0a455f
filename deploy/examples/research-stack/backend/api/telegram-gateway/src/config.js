'use strict';

// The gateway between Telegram and the stack.
module.exports = {
  service: 'telegram-gateway',
  http: {
    host: '127.0.0.1',
    port: Number(process.env.HTTP_PORT || 3203),
  },
  database: {
    host: process.env.DB_HOST || '127.0.0.1',
    port: Number(process.env.DB_PORT || 5432),
    user: process.env.DB_USER || 'research',
    password: process.env.DB_PASSWORD,
    name: process.env.DB_NAME || 'research',
  },
  telegram: { poll: 5000 },
};
