/** Lays a plug-in's folder from the template of its registry and puts it on the list; gives the files it made. */
export declare function layPlugin(root: string, registry: string, name: string): string[];
