/** What a cluster is given to run berth: chart, plain manifests, examples and image. */
@NullMarked
package dev.berth.install;

import org.jspecify.annotations.NullMarked;
