'use strict';

// The API of the documentation.
module.exports = {
  service: 'documentation-api',
  http: {
    host: '127.0.0.1',
    port: Number(process.env.HTTP_PORT || 3202),
  },
  database: {
    host: process.env.DB_HOST || '127.0.0.1',
    port: Number(process.env.DB_PORT || 5432),
    user: process.env.DB_USER || 'research',
    password: process.env.DB_PASSWORD,
    name: process.env.DB_NAME || 'research',
  },
  // The vectors of the documents.
  qdrant: {
    url: process.env.QDRANT_URL || 'http://127.0.0.1:6333',
    grpc: Number(process.env.QDRANT_GRPC_PORT || 6334),
    key: process.env.QDRANT_API_KEY,
  },
};
