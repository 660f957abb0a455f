@NullMarked
package dev.berth.adapter.kube;

import org.jspecify.annotations.NullMarked;
