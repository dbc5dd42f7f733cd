export { adopt, type AdoptOptions, type AdoptResult } from './adopt';
export { adoptCommand } from './command';
export type { OutputFile } from './project';
export type { InputFile } from './read';
export { type AdoptionReport, type ReportedObject, reportText, type Share } from './report';
