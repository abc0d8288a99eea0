/** Agency codes of Decisions 20/2020/QD-TTg and 09/2025/QD-TTg. Knows no database. */
@NullMarked
package vn.lienthong.schemas.agency;

import org.jspecify.annotations.NullMarked;
