/** Observes and changes Docker; the sole user of docker-java and of the compose plugin. */
@NullMarked
package dev.berth.adapter.docker;

import org.jspecify.annotations.NullMarked;
