/* SPDX-License-Identifier: MIT */
/*
 * confined - confines itself as a command does, and tries what is then
 * refused, and what is not.
 *
 *   confined IN OUT    two folders, each with a file `file`, a folder `folder`
 *                      and a program `program`; what is in IN may be written
 *
 * Prints TAP, a line a trial; 77 where the kernel has no Landlock.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "audit/base/confine.h"

enum { NO_LANDLOCK = 77 };

/* 0, or the error that a call has set. */
static int outcome(int ret)
{
	return ret < 0 ? errno : 0;
}

static int try_open(const char *path, int flags)
{
	const int fd = open(path, flags | O_CLOEXEC, 0666);
	const int error = outcome(fd);

	if (fd >= 0)
		close(fd);
	return error;
}

static int try_read(const char *path)
{
	return try_open(path, O_RDONLY);
}

static int try_write(const char *path)
{
	return try_open(path, O_WRONLY);
}

static int try_append(const char *path)
{
	return try_open(path, O_RDWR | O_APPEND);
}

static int try_cut(const char *path)
{
	return outcome(truncate(path, 0));
}

static int try_create(const char *path)
{
	return try_open(path, O_WRONLY | O_CREAT | O_EXCL);
}

static int try_mkdir(const char *path)
{
	return outcome(mkdir(path, 0777));
}

static int try_rmdir(const char *path)
{
	return outcome(rmdir(path));
}

static int try_unlink(const char *path)
{
	return outcome(unlink(path));
}

static int try_symlink(const char *path)
{
	return outcome(symlink("file", path));
}

static int try_fifo(const char *path)
{
	return outcome(mkfifo(path, 0666));
}

/* To a name beside it, and back. */
static int try_rename(const char *path)
{
	char other[4096];
	int error;

	snprintf(other, sizeof(other), "%s-moved", path);
	error = outcome(rename(path, other));
	return error ? error : outcome(rename(other, path));
}

static int try_run(const char *path)
{
	int fds[2], error = 0;
	pid_t child;

	if (pipe2(fds, O_CLOEXEC) < 0)
		return errno;
	child = fork();
	if (child == 0) {
		execl(path, path, (char *)NULL);
		error = errno;
		_exit(write(fds[1], &error, sizeof(error)) < 0);
	}
	close(fds[1]);
	if (read(fds[0], &error, sizeof(error)) < 0)
		error = errno;
	close(fds[0]);
	waitpid(child, NULL, 0);
	return error;
}

/* An address of this machine; port 0 stands for any. */
static struct sockaddr_in address_of(int port)
{
	struct sockaddr_in address = { .sin_family = AF_INET };

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	address.sin_port = htons((uint16_t)port);
	return address;
}

static int try_connect(const char *path)
{
	const struct sockaddr_in address = address_of(9);
	const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	const int error = outcome(connect(fd, (const struct sockaddr *)&address,
					  sizeof(address)));

	(void)path;
	close(fd);
	return error;
}

static int try_bind(const char *path)
{
	const struct sockaddr_in address = address_of(0);
	const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	const int error = outcome(
		bind(fd, (const struct sockaddr *)&address, sizeof(address)));

	(void)path;
	close(fd);
	return error;
}

static int try_signal(const char *path)
{
	(void)path;
	return outcome(kill(getppid(), 0));
}

static void *write_there(void *path)
{
	return (void *)(ptrdiff_t)try_write(path);
}

/* By a thread that is started now. */
static int try_thread(const char *path)
{
	char copy[4096];
	pthread_t thread;
	void *error;

	snprintf(copy, sizeof(copy), "%s", path);
	if (pthread_create(&thread, NULL, write_there, copy) != 0 ||
	    pthread_join(thread, &error) != 0)
		return -1;
	return (int)(ptrdiff_t)error;
}

static const struct trial {
	const char *what;
	int (*run)(const char *path);
	const char *name;
	bool outside; /* in OUT, not in IN */
	int error;    /* that is wanted */
	int abi;      /* from which on it is so */
} trials[] = {
	{ "outside, a file is read", try_read, "file", true, 0, 1 },
	{ "but not written", try_write, "file", true, EACCES, 1 },
	{ "nor by a thread", try_thread, "file", true, EACCES, 1 },
	{ "nor appended to", try_append, "file", true, EACCES, 1 },
	{ "nor cut off", try_cut, "file", true, EACCES, 3 },
	{ "nor renamed", try_rename, "file", true, EACCES, 1 },
	{ "nor removed", try_unlink, "file", true, EACCES, 1 },
	{ "no file is made", try_create, "new", true, EACCES, 1 },
	{ "no folder is made", try_mkdir, "new", true, EACCES, 1 },
	{ "no folder is renamed", try_rename, "folder", true, EACCES, 1 },
	{ "no folder is removed", try_rmdir, "folder", true, EACCES, 1 },
	{ "no link is made", try_symlink, "new", true, EACCES, 1 },
	{ "no program runs", try_run, "program", true, EACCES, 1 },
	{ "nor one inside", try_run, "program", false, EACCES, 1 },
	{ "nor a shell", try_run, "/bin/sh", false, EACCES, 1 },
	{ "inside, a file is written", try_write, "file", false, 0, 1 },
	{ "and by a thread", try_thread, "file", false, 0, 1 },
	{ "and appended to", try_append, "file", false, 0, 1 },
	{ "and cut off", try_cut, "file", false, 0, 1 },
	{ "and renamed", try_rename, "file", false, 0, 1 },
	{ "and removed", try_unlink, "file", false, 0, 1 },
	{ "a file is made", try_create, "new", false, 0, 1 },
	{ "a folder is made", try_mkdir, "new-folder", false, 0, 1 },
	{ "a folder is renamed", try_rename, "folder", false, 0, 1 },
	{ "a folder is removed", try_rmdir, "folder", false, 0, 1 },
	{ "no link is made there", try_symlink, "link", false, EACCES, 1 },
	{ "no pipe is made there", try_fifo, "pipe", false, EACCES, 1 },
	{ "/dev/null is written", try_write, "/dev/null", false, 0, 1 },
	{ "nothing is connected to", try_connect, "", false, EACCES, 4 },
	{ "no port is taken", try_bind, "", false, EACCES, 4 },
	{ "no signal is sent", try_signal, "", false, EPERM, 6 },
	{ 0 },
};

static bool passes(const struct trial *trial, const char *in, const char *out)
{
	char path[4096];
	int error;

	if (*trial->name == '/')
		snprintf(path, sizeof(path), "%s", trial->name);
	else
		snprintf(path, sizeof(path), "%s/%s", trial->outside ? out : in,
			 trial->name);
	error = trial->run(path);
	if (error != trial->error)
		printf("# %s: %s\n", path, strerror(error));
	return error == trial->error;
}

int main(int argc, char **argv)
{
	const struct confine_place places[] = {
		{ CONFINE_INTO, argc > 1 ? argv[1] : "." },
		{ 0 },
	};
	int n = 0, n_failed = 0, abi;

	if (argc != 3)
		return 2;
	abi = confine(places);
	if (!abi)
		return NO_LANDLOCK;
	for (const struct trial *trial = trials; trial->what; trial++) {
		const bool is_known = abi >= trial->abi;
		const bool ok = !is_known || passes(trial, argv[1], argv[2]);

		n_failed += !ok;
		printf("%sok %d - %s%s\n", ok ? "" : "not ", ++n, trial->what,
		       is_known ? "" : " # SKIP this ABI has it not");
	}
	printf("1..%d\n", n);
	return n_failed != 0;
}
