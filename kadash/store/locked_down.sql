-- purpose: no query of a reader may touch other files, the network or its own settings
set enable_external_access = false;
set autoinstall_known_extensions = false;
set autoload_known_extensions = false;
set allow_community_extensions = false;
set python_enable_replacements = false;
set memory_limit = '2GB';
set enable_progress_bar = false;
set lock_configuration = true;
