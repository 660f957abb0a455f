package dev.berth.bench;

/** A way by which clients reach the database. */
record Way(String name, String host, int port) {}
