/** Reads and edits policies, Compose files, .env and clients' files, and keeps the journal on disk; the sole user of SnakeYAML and Jackson's data binding of plans. */
@NullMarked
package dev.berth.adapter.file;

import org.jspecify.annotations.NullMarked;
