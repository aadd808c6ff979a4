/** JSON as maps and lists: reading requests, writing answers, and cutting lists to what a client wants of them. Any thread. */
@NullMarked
package org.leveretmq.admin.json;

import org.jspecify.annotations.NullMarked;
