/** Kubernetes: reads policies and looks at Services. The only package besides {@code operator} that speaks fabric8. */
@NullMarked
package dev.berth.adapter.kube;

import org.jspecify.annotations.NullMarked;
