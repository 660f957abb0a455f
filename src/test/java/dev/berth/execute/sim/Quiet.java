package dev.berth.execute.sim;

import dev.berth.execute.Watcher;

/** Lets everything pass unsaid. */
public final class Quiet implements Watcher {}
