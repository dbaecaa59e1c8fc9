/** What the host does: fills m and h of so many rows for a request whose curve is a function of the user's own. */
export declare function own(request: i32, z: usize, m: usize, h: usize, length: i32): void;
