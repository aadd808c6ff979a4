/**
 * Who may do what through the HTTP API: logins, slowed down where passwords are guessed, requests that other sites have caused, and the log of what was
 * done. Runs on the server's HTTP threads.
 */
@NullMarked
package org.leveretmq.admin.access;

import org.jspecify.annotations.NullMarked;
