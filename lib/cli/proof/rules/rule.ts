/**
 * What a rule about files is, and what it looks at.
 *
 * @module
 */

import type { Complaint } from "./complaint.ts";
import type { Kata } from "../../course/kata.ts";

/** Something that must hold for every kata. */
export type Rule = (kata: Kata) => Promise<Complaint[]>;

/** Something that must hold for the repository, with all its katas. */
export type RepositoryRule = (root: string) => Promise<Complaint[]>;
