/**
 * Tables and figures as data, and how they are written: text, Markdown, LaTeX, HTML, CSV; SVG, PNG; one page that holds
 * all of them.
 */
package org.agglo.report;
