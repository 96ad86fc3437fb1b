/** Lays a plug-in's folder from the template of its shelf and puts it on the list; gives the files it made. */
export declare function layPlugin(root: string, shelf: string, name: string): string[];
